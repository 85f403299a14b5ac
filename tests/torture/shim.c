/* Loaded before the C library: counts, records, fails or kills at every call that touches files under one folder. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#define MOST 4096
#define KILL (-1)

static char root[MOST];
static char *volatile names[MOST]; /* what each handle was opened as, where it is under the root */
static char room[MOST][512];
static atomic_long count;
static atomic_flag busy = ATOMIC_FLAG_INIT;
static long at;
static int how;
static int forever;
static int record = -1;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

void shim_watch(const char *folder, int handle) {
    strncpy(root, folder, sizeof root - 1);
    record = handle;
}
void shim_arm(long number, int error, int sticky) { at = number; how = error; forever = sticky; atomic_store(&count, 0); }
static int struck(long number) { return at && (number == at || (forever && number > at)); }
long shim_count(void) { return atomic_load(&count); }

static void tell(const char *text, size_t size) {
    if (record >= 0) syscall(SYS_write, record, text, size);
}
void shim_note(const char *words) {
    char line[1024];
    tell(line, (size_t)snprintf(line, sizeof line, "note\t%s\n", words));
}

static int ours(const char *path) { return root[0] && path && strncmp(path, root, strlen(root)) == 0; }
static const char *known(int handle) { return handle >= 0 && handle < MOST ? names[handle] : NULL; }

/* 0: go on; else errno to fail with. A killing call never returns. */
static int strike(void) {
    if (!struck(atomic_fetch_add(&count, 1) + 1)) return 0;
    if (how == KILL) { kill(getpid(), SIGKILL); for (;;) pause(); }
    return how;
}

static void learn(int handle, const char *path) {
    if (handle >= 0 && handle < MOST) {
        strncpy(room[handle], path, sizeof room[handle] - 1);
        names[handle] = room[handle];
    }
}

static int is_folder(int handle) { struct stat found; return !fstat(handle, &found) && S_ISDIR(found.st_mode); }

static int opened(const char *path, int flags, mode_t mode) {
    int handle, error;
    if (!ours(path)) return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
    if ((error = strike())) { errno = error; return -1; }
    handle = (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
    if (handle >= 0) {
        char line[1024];
        learn(handle, path);
        tell(line, (size_t)snprintf(line, sizeof line, "open\t%d\t%s\t%d\t%d\n", handle, path, is_folder(handle),
                                    !!(flags & O_TRUNC)));
    }
    return handle;
}

#define OPEN(name) \
    int name(const char *path, int flags, ...) { \
        mode_t mode = 0; \
        if (flags & (O_CREAT | O_TMPFILE)) { va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); } \
        return opened(path, flags, mode); \
    }
OPEN(open)
OPEN(open64)

static ssize_t half(int handle, const void *data, size_t size) {
    return (ssize_t)syscall(SYS_write, handle, data, size / 2);
}

ssize_t write(int handle, const void *data, size_t size) {
    if (!known(handle)) return (ssize_t)syscall(SYS_write, handle, data, size);
    long number = atomic_fetch_add(&count, 1) + 1;
    if (struck(number)) { /* half of it arrives */
        half(handle, data, size);
        if (how == KILL) { kill(getpid(), SIGKILL); for (;;) pause(); }
        errno = how;
        return -1;
    }
    ssize_t done = (ssize_t)syscall(SYS_write, handle, data, size);
    if (record >= 0 && done > 0) {
        static const char digits[] = "0123456789abcdef";
        static char line[1 << 22];
        while (atomic_flag_test_and_set(&busy)) ;
        size_t used = (size_t)snprintf(line, 64, "write\t%d\t", handle);
        for (ssize_t n = 0; n < done && used + 3 < sizeof line; n++) {
            line[used++] = digits[((const unsigned char *)data)[n] >> 4];
            line[used++] = digits[((const unsigned char *)data)[n] & 15];
        }
        line[used++] = '\n';
        tell(line, used);
        atomic_flag_clear(&busy);
    }
    return done;
}

#define ON_HANDLE(name, call) \
    int name(int handle) { \
        int error; char line[64]; \
        if (!known(handle)) return (int)syscall(call, handle); \
        if ((error = strike())) { if (call == SYS_close) { syscall(call, handle); names[handle] = NULL; } errno = error; return -1; } \
        if (call == SYS_close) names[handle] = NULL; \
        int done = (int)syscall(call, handle); \
        tell(line, (size_t)snprintf(line, sizeof line, #name "\t%d\n", handle)); \
        return done; \
    }
ON_HANDLE(fsync, SYS_fsync)
ON_HANDLE(fdatasync, SYS_fdatasync)
ON_HANDLE(close, SYS_close)

#define ON_TWO(name) \
    int name(const char *from, const char *to) { \
        int error; char line[2048]; \
        if (!ours(from) && !ours(to)) return REAL(name)(from, to); \
        if ((error = strike())) { errno = error; return -1; } \
        int done = REAL(name)(from, to); \
        if (!done) tell(line, (size_t)snprintf(line, sizeof line, #name "\t%s\t%s\n", from, to)); \
        return done; \
    }
ON_TWO(rename)
ON_TWO(link)

int unlink(const char *path) {
    int error; char line[1024];
    if (!ours(path)) return (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    if ((error = strike())) { errno = error; return -1; }
    int done = (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    if (!done) tell(line, (size_t)snprintf(line, sizeof line, "unlink\t%s\n", path));
    return done;
}
