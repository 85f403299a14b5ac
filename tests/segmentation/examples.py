"""Short texts in many languages; ‖ stands where a sentence begins."""

from __future__ import annotations

EXAMPLES: dict[str, str] = {
    "en": """
Mr. and Mrs. Brown met Dr. J. R. Green at 10 a.m. on Jan. 5. ‖They talked until noon.
She works for Acme Inc. in the U.S. and lives on Elm St. near the park. ‖He lives in the U.K. ‖They rarely meet.
See Fig. 3, p. 14 ff., and No. 7. ‖No. ‖I will not look again.
“Why now?” asked Mary. ‖“Why not?” Peter replied. ‖“Fine!” ‖They went home.
"Stop!" he cried. ‖"I won't," she said. ‖"You can't make me."
It was late... too late. ‖Then came the rain… ‖Nobody moved.
The file is at https://example.org/a.b?c=d.html. ‖Write to info@example.org. ‖Version 2.0.1 of setup.py is out!
He paid $3.50 (about 3 euros). ‖Was it worth it?! ‖Yes!!! ‖Absolutely.
The claim is disputed.[1] ‖Others agree.[2][3] ‖A third group is silent.² ‖That is all.
They stayed (she said so herself!) for a week. ‖(Nobody else did.) ‖Then they left.
Vitamin C. is misspelt here. ‖You and I. ‖We both know it.
We want three things: bread, work, etc. ‖That is all. ‖1. Bread. ‖2. Work.
Is this the end? 🙂
He met Sen. Smith, Rep. Jones et al. at the White House. ‖Prof. Lee came too.
It was 5 p.m. ‖We left.
""",
    "ru": """
А. С. Пушкин родился 6 июня 1799 г. в Москве, на ул. Немецкой, д. 5. ‖Его отец, С. Л. Пушкин, служил.
— Ты где? — спросила Анна. ‖— Дома. ‖— Жди меня, — сказал он, — я скоро. ‖— Хорошо!
— Не знаю, — сказал он. ‖— Может быть, завтра…
— Стой! — крикнул кто-то. ‖Он обернулся.
— Ну что?.. — начал он и замолчал.
— Где он? ‖— Мама сказала, что дома. ‖«Где он?» Мама спросила ещё раз. ‖Ах! какой день.
— Ну вот… ‖— Он пожал плечами.
«Почему?» — спросил судья. ‖«Потому что так надо!» ‖Все молчали.
Он сказал: «Я не пойду». ‖Потом добавил: «Никогда!» ‖И ушёл.
Мы купили хлеб, соль, сахар и т. д. ‖Потом пошли домой. ‖Яблоки, груши и т. п. лежали на столе.
Это было в 20-х гг. XIX в. ‖Тогда жили иначе, т. е. беднее. ‖До н. э. было ещё хуже.
См. рис. 3 и табл. 5 на стр. 14. ‖Ср. также п. 2 ст. 105 УК РФ.
В 1941 г. Германия напала на СССР. ‖Ущерб составил 3,5 млн. руб. ‖Это много.
Им. Ленина — это библиотека. ‖Он дал им. ‖Но они не взяли.
Проф. Иванов и г-жа Петрова (ум. 1950) жили в г. Твери. ‖Там же жил Дж. Р. Р. Толкин?
Он сказал.‖— Пойдём. ‖— Куда? — спросил я.
Это так.[1] ‖А это нет.² ‖Вот и всё.
Пишите на info@example.org. ‖Сайт www.example.org. ‖Версия 2.0 вышла 12.05.2013 в 10.30.
Он жил в доме № 5. ‖Потом переехал на 3-й эт. дома 7.
«Правда» (орган ЦК!) вышла. ‖Кто её читал?
""",
    "uk": """
Т. Г. Шевченко народився 9 березня 1814 р. у с. Моринці. ‖Його батько був кріпаком.
— Ти де? — спитала Марія. ‖— Вдома. ‖— Чекай на мене, — сказав він, — я скоро. ‖— Добре!
— Не знаю, — відповів він. ‖— Може, завтра…
— Стій! — гукнув хтось. ‖Він озирнувся.
«Чому?» — спитав суддя. ‖«Бо так треба!» ‖Усі мовчали.
Ми купили хліб, сіль, цукор і т. д. ‖Потім пішли додому. ‖Яблука, груші тощо лежали на столі.
Це було у XIX ст. ‖Тоді жили інакше, тобто бідніше. ‖До н. е. було ще гірше.
Див. рис. 3 на стор. 14. ‖Пор. також п. 2 ст. 15 Кодексу.
Проф. Іваненко та п. Петренко жили в м. Києві на вул. Володимирській, буд. 5. ‖Там було тихо.
Збитки склали 3,5 млн грн. ‖Це багато. ‖Він є. ‖І це добре.
""",
    "de": """
Am 3. Mai 1998 kam Dr. H. Müller nach Köln. ‖Er blieb bis zum 12. ‖Am 13. fuhr er wieder ab.
Das war im 19. Jahrhundert, d. h. vor ca. 150 Jahren. ‖Siehe S. 14 f. und Abb. 3.
Friedrich II. von Preußen las Bücher, Zeitungen usw. ‖Danach schlief er.
„Warum?“, fragte sie. ‖„Darum!“ ‖Er schwieg. ‖»Und nun?« fragte der Wirt.
Wir brauchen z. B. Brot, Milch u. a. Dinge. ‖Das kostet 3,50 Euro bzw. 5 Mio. Euro im Jahr.
Die 1. FC Köln GmbH & Co. KG zog um. ‖Frau Prof. Schulze war dabei. ‖Das war 1998. ‖Sehr lange her!
Der Bundestag tagte in Berlin (s. o.). ‖Nr. 5 lebt … ‖Wirklich?
""",
    "fr": """
M. Dupont et Mme Durand arrivèrent à 10 h. 30. ‖Ils repartirent aussitôt.
« Pourquoi ? » demanda J.-P. Martin. ‖« Parce que ! » ‖Personne ne répondit…
Les fruits, c.-à-d. les pommes, les poires, etc. ‖Puis le vin. ‖Cf. p. 14 et art. 3 du code.
Où vas-tu ? demanda-t-il. ‖Nulle part ! ‖Louis XIV. ‖Il régna longtemps.
— Tu viens ? dit Paul. ‖— Non. ‖— Pourquoi ?
Elle habite au no 5, bd. Voltaire. ‖C'est près de la mer. ‖Il est dans son lit.
""",
    "es": """
El Sr. García y la Dra. López llegaron a las 5 p. m. del lunes. ‖¿Por qué? ‖¡No lo sé!
En EE. UU. viven más de 300 millones. ‖La pág. 14 del art. 3 lo dice. ‖«¿Cuándo?», preguntó J. L. Borges.
—¿Vienes? —preguntó Juan. ‖—No —dijo ella—. ‖Estoy cansada.
Compramos pan, leche, etc. ‖Después volvimos. ‖Murió en el año 44 a. C. en Roma.
Vive en la Avda. de la Paz, n.º 5. ‖Es su casa. ‖¡Qué bonita!
""",
    "it": """
Il sig. Rossi e la dott.ssa Bianchi arrivarono alle 10. ‖L'avv. Verdi non c'era.
«Perché?» chiese Anna. ‖«Perché sì!» ‖Nessuno rispose…
Cfr. p. 14 e l'art. 3 del D.Lgs. n. 50. ‖Comprò pane, latte, ecc. ‖Poi tornò a casa.
Nacque nel 63 a.C. a Roma. ‖S. Francesco visse dopo. ‖La FIAT S.p.A. chiuse.
""",
    "pt": """
O Sr. Silva e a Dra. Souza chegaram às 10 h. da manhã. ‖A Profa. Lima não veio.
— Aonde vais? — perguntou Ana. ‖— A casa. ‖— Espera por mim!
Ver pág. 14 e art. 3.º da lei. ‖Comprou pão, leite, etc. ‖Depois voltou.
Vive na Av. da Liberdade, n.º 5, em Lisboa. ‖Nasceu em 1950. ‖É verdade?
""",
    "pl": """
Prof. dr hab. J. Kowalski urodził się 3 maja 1950 r. w Krakowie. ‖Mieszkał przy ul. Długiej 5.
— Gdzie jesteś? — spytała Anna. ‖— W domu. ‖— Czekaj na mnie!
Kupiliśmy chleb, mleko itd. ‖Potem wróciliśmy, tzn. ja wróciłem. ‖Zob. s. 14 i rys. 3.
W XIX w. było inaczej, m.in. w Polsce. ‖Czy to prawda? ‖Tak!
""",
    "nl": """
Dhr. Jansen en mevr. De Vries kwamen op 3 mei om 10.30 uur. ‖Prof. dr. A. Bakker was er niet.
We kochten o.a. brood, melk enz. ‖Daarna gingen we naar huis. ‖Zie blz. 14 en art. 3.
“Waarom?” vroeg Anna. ‖“Daarom!” ‖Niemand zei iets…
Dat kost bijv. 5 euro, d.w.z. veel geld. ‖Is dat waar? ‖’s Avonds is het stil.
""",
    "cs": """
Prof. MUDr. Jan Novák přišel 3. května 1998 v 10 hod. do Prahy. ‖Bydlel v ul. Dlouhé č. 5.
Karel IV. byl král. ‖Kde byl? ‖„Doma,“ řekla Anna. ‖„Opravdu?“ zeptal se Petr.
Koupili jsme chléb, mléko atd. ‖Potom jsme šli domů, tj. do bytu. ‖Viz s. 14 a obr. 3.
Ve 20. století to bylo jiné, např. v Brně. ‖Smrt přišla pozdě. ‖Byl to vlk. ‖Zmizel.
""",
    "tr": """
Prof. Dr. Ahmet Yılmaz 3. Kolordu'ya geldi. ‖Sonra gitti.
Ekmek, süt vb. aldık. ‖Neden? ‖Bkz. s. 14 ve şek. 3.
II. Dünya Savaşı 1945'te bitti. ‖20. yüzyılda her şey değişti. ‖“Nerede?” diye sordu Ali. ‖“Evde!”
""",
    "el": """
Ο κ. Παπαδόπουλος ήρθε στις 5 μ.μ. ‖Πού είναι; ‖Δεν ξέρω! ‖Βλ. σελ. 14.
Αγοράσαμε ψωμί, γάλα κ.λπ. ‖Μετά φύγαμε, π.χ. εγώ. ‖«Γιατί;» ρώτησε η Άννα. ‖«Έτσι!»
""",
    "ar": """
وصل د. أحمد إلى القاهرة يوم الأحد. ‖لماذا؟ ‖لا نعرف! ‖بلغ السعر 3.5 مليون دولار.
«لماذا اعتقلوا؟» سأل القاضي. ‖لم يجب أحد.
""",
    "he": """
ד"ר כהן הגיע לירושלים ב-3.5.1998. ‖למה? ‖אין לדעת! ‖הוא אמר: "אני לא הולך." ‖ואז הלך.
""",
    "fa": """
دکتر احمدی به تهران آمد. ‖چرا؟ ‖نمی‌دانیم! ‖قیمت ۳٫۵ میلیون بود.
""",
    "zh": """
我们要求释放他们。‖他们是无辜的！‖你同意吗？‖“是的。”他说。
他问道：“为什么？”‖没有人回答。‖价格是3.5元。‖《你好！》是一本书。
会议于2012年举行（见第5页）。‖后来呢？！‖没有了。
""",
    "ja": """
私たちは釈放を要求します。‖彼らは無実です！‖「なぜですか？」と彼女は尋ねた。‖誰も答えなかった。
彼は「行かない。絶対に。」と言った。‖それから帰った（本当です）。‖価格は３．５円です。
""",
    "ko": """
김 박사는 2012년 5월 6일에 서울에 왔다. ‖왜? ‖모르겠어요! ‖가격은 3.5달러였다.
“왜 그래?” 하고 그녀가 물었다. ‖아무도 대답하지 않았다.
""",
    "hi": """
डॉ. शर्मा दिल्ली आए। ‖क्यों? ‖पता नहीं! ‖कीमत 3.5 करोड़ थी।
""",
    "hy": """
Բժիշկը եկավ Երևան։ ‖Ինչո՞ւ։ ‖Չգիտենք։ ‖Ժամը 12:30 էր։
Այսօր երկուշաբթի է: ‖Ես գնում եմ աշխատանքի:
""",
    "kk": """
А. Құнанбайұлы 1845 ж. туған. ‖Ол ақын болды.
— Қайда барасың? — деді ол. ‖— Үйге. ‖Кітап, дәптер т.б. заттар бар.
""",
    "sv": """
Hr Svensson kom den 3 maj kl. 10.30. ‖Han köpte t.ex. bröd, mjölk m.m. ‖Sedan gick han. ‖Varför?
""",
    "da": """
Den 3. maj kom hr. Hansen. ‖Han købte f.eks. brød, mælk osv. ‖Så gik han. ‖Hvorfor?
""",
    "hu": """
Dr. Kovács 1998. május 3. napján jött. ‖Kenyeret, tejet stb. vett. ‖Miért?
""",
    "ka": """
ის მოვიდა თბილისში. ‖რატომ? ‖არ ვიცით!
""",
    "ur": """
وہ لاہور آیا۔ ‖کیوں؟ ‖معلوم نہیں!
""",
    "am": """
እሱ ወደ አዲስ አበባ መጣ። ‖ለምን?
""",
    "th": """
สวัสดีครับ ผมชื่อสมชาย
""",
}
