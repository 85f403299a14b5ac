"""``python -m tests.fuzz [--inputs N] [--only NAME …] [--seed N]``: a long campaign on every core, as a table."""

from __future__ import annotations

import argparse
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

from tests.fuzz.campaign import Tally, batch
from tests.fuzz.targets import TARGETS, keep

BATCH = 500
FOUND = Path("build/fuzz")


def main() -> int:
    """Run the campaign; return 1 where something escaped."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=1_000_000, help="inputs in total (1,000,000)")
    parser.add_argument("--only", nargs="+", default=[], help="targets to try, all where absent")
    parser.add_argument(
        "--seed", type=int, default=time.time_ns() % 1_000_000, help="begin here; told, to run it again"
    )
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    chosen = parser.parse_args()
    names = [target.name for target in TARGETS if not chosen.only or target.name in chosen.only]
    batches = -(-chosen.inputs // (BATCH * len(names)))
    tallies = {name: Tally(name) for name in names}
    print(f"seed {chosen.seed}, {batches * BATCH:,} inputs for each of {len(names)} targets", flush=True)
    with ProcessPoolExecutor(chosen.jobs) as pool:
        work = {pool.submit(batch, name, chosen.seed + turn, BATCH) for turn in range(batches) for name in names}
        for number, done in enumerate(as_completed(work), 1):
            tally = done.result()
            tallies[tally.target].add(tally)
            for escape in tally.escapes:
                print(f"{escape.target}: {escape.what}: {keep(FOUND, escape.name, escape.data)}", flush=True)
            if number % (10 * len(names)) == 0:
                print(
                    f"{number * BATCH:,} inputs, {sum(len(each.escapes) for each in tallies.values())} escapes",
                    flush=True,
                )
    return _told(list(tallies.values()))


def _told(tallies: list[Tally]) -> int:
    print(f"{'target':12} {'inputs':>10} {'refused':>8} {'slowest':>10} {'of bytes':>9}  escapes")
    for tally in tallies:
        share = tally.refused / max(1, tally.inputs)
        slowest = f"{tally.slowest:9.2f}s {tally.slowest_size:9,}"
        print(f"{tally.target:12} {tally.inputs:10,} {share:8.0%} {slowest}  {len(tally.escapes)}")
    escapes = [escape for tally in tallies for escape in tally.escapes]
    print(f"{sum(tally.inputs for tally in tallies):,} inputs, {len(escapes)} kinds of escape")
    for escape in escapes:
        print(f"  {escape.target}: {escape.what}: {keep(FOUND, escape.name, escape.data)}")
    return 1 if escapes else 0


if __name__ == "__main__":
    sys.exit(main())
