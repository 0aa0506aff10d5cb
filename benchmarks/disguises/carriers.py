"""Which sentences carry a name or number, in which language and grammatical case?"""

from __future__ import annotations

RUSSIAN: dict[str, tuple[str, ...]] = {
    "nom": (
        "По его словам, {} уехал из посёлка ещё весной.",
        "В тот вечер {} не отвечал на звонки до полуночи.",
        "На вопрос редакции {} ответил коротко: «Боюсь».",
        "Как рассказывает {}, дверь выбили около шести утра.",
        "{} просил не называть улицу, где всё случилось.",
        "Позже стало известно, что {} перешёл границу пешком.",
        "«Меня зовут {}», — сказал он и выключил камеру.",
        "Среди задержанных был и {}, его отпустили через неделю.",
    ),
    "gen": (
        "Мы говорили с соседями {} три раза.",
        "У {} отобрали телефон и документы.",
        "Со слов {} мы записали этот рассказ.",
        "Без {} эта история осталась бы тайной.",
        "Мать {} живёт теперь у сестры.",
        "После отъезда {} в дом приходили снова.",
    ),
    "dat": (
        "Угрозы {} приходили каждый день.",
        "Редакция передала письмо {} через знакомых.",
        "К {} приехали двое в штатском.",
        "По просьбе родных {} помогли с билетом.",
        "Тогда {} было ещё восемнадцать.",
        "Этот номер {} дал сам следователь.",
    ),
    "acc": (
        "В коридоре отделения увидели {} в последний раз.",
        "Полиция искала {} в трёх городах.",
        "Через границу {} провёл проводник.",
        "Я помню {} ещё школьником.",
        "Про {} в селе не говорят вслух.",
        "За {} требовали выкуп.",
    ),
    "ins": (
        "Мы встретились с {} в кафе у вокзала.",
        "Связь с {} пропала в четверг.",
        "Рядом с {} сидел адвокат.",
        "Перед {} положили чистый лист.",
        "Интервью с {} шло два часа.",
        "За {} следили от самого дома.",
    ),
    "loc": (
        "О {} написали в местной группе.",
        "В разговоре о {} он замолчал.",
        "На {} была чужая куртка.",
        "При {} об этом не упоминали.",
    ),
    "plural": (
        "Семья {} переехала после обыска.",
        "Дом {} стоит на краю села.",
        "К старшему из {} пришли первым.",
        "Против {} завели дело.",
    ),
}

UKRAINIAN: dict[str, tuple[str, ...]] = {
    "nom": (
        "За його словами, {} виїхав ще навесні.",
        "Тоді {} не відповідав на дзвінки.",
        "Як розповідає {}, двері вибили вранці.",
        "{} просив не називати вулицю.",
    ),
    "gen": (
        "У {} забрали телефон.",
        "Мати {} живе тепер у сестри.",
        "Без {} ця історія лишилася б таємницею.",
        "Зі слів {} ми записали це.",
    ),
    "dat": (
        "Погрози {} надходили щодня.",
        "Редакція передала листа {} через знайомих.",
        "Тоді {} було вісімнадцять.",
        "Цей номер дали {} у відділку.",
    ),
    "acc": (
        "Поліція шукала {} у трьох містах.",
        "Про {} в селі не говорять.",
        "Востаннє бачили {} у коридорі.",
        "Я пам'ятаю {} ще школярем.",
    ),
    "ins": (
        "Ми зустрілися з {} біля вокзалу.",
        "Зв'язок із {} зник у четвер.",
        "Поруч із {} сидів адвокат.",
        "Розмова з {} тривала дві години.",
    ),
    "loc": ("На {} була чужа куртка.", "При {} про це мовчали."),
}

POLISH: dict[str, tuple[str, ...]] = {
    "nom": (
        "Według sąsiadów {} wyjechał wiosną.",
        "Wtedy {} nie odbierał telefonu.",
        "Jak opowiada {}, drzwi wyważono o świcie.",
        "{} prosił, by nie podawać ulicy.",
    ),
    "gen": (
        "Matka {} mieszka teraz u siostry.",
        "Bez {} nie byłoby tej historii.",
        "Szukano {} w trzech miastach.",
        "Rozmawialiśmy u {} w domu.",
    ),
    "dat": (
        "Redakcja przekazała list {} przez znajomych.",
        "Grożono {} codziennie.",
        "Zabrano {} dokumenty.",
        "Pomogliśmy {} kupić bilet.",
    ),
    "acc": (
        "Widziano {} na korytarzu.",
        "Pamiętam {} jeszcze ze szkoły.",
        "Pytano o {} w urzędzie.",
        "Wezwano {} na komendę.",
    ),
    "ins": (
        "Spotkaliśmy się z {} przy dworcu.",
        "Rozmowa z {} trwała dwie godziny.",
        "Obok siedział adwokat z {} na zmianę.",
        "Kontakt z {} urwał się w czwartek.",
    ),
    "loc": (
        "Mówiono o {} szeptem.",
        "Napisano o {} na forum.",
        "Po {} ślad zaginął.",
        "Przy {} milczano.",
    ),
}

CHECHEN = (
    "Цуьнан дешнашца, {} аьхка дӀавахара.",
    "Оха {} къамел дира.",
    "Юьртахь {} дийцар ца деза.",
    "{} цӀа ца веана.",
)

ENGLISH = (
    "According to a neighbour, {} left the village in spring.",
    "That night {} did not answer the phone until midnight.",
    "We spoke to {} three times over a bad line.",
    "The door was broken down at six, says {}, and nobody came.",
    "Police in three cities were looking for {} by then.",
    "A week later {} was released without his documents.",
    "The message was signed by {} and sent at dawn.",
    "In the end it was {} who crossed the border on foot.",
    "Interview with {}, recorded in a café near the station.",
    "“My name is {},” he said, and switched off the camera.",
    "Nobody in the street would speak about {} aloud.",
    "They wanted to know where {} was hiding.",
)

GERMAN = (
    "Nach Angaben der Nachbarn floh {} im Frühjahr.",
    "Am Telefon klang {} müde und vorsichtig.",
    "Das Treffen mit {} dauerte zwei Stunden.",
    "Drei Tage später war {} wieder frei.",
)
FRENCH = (
    "Selon un voisin, {} a quitté le village au printemps.",
    "Ce soir-là, {} ne répondait plus au téléphone.",
    "L'entretien avec {} a duré deux heures.",
    "Une semaine plus tard, {} était libre.",
)
SPANISH = (
    "Según un vecino, {} se marchó en primavera.",
    "Aquella noche {} no contestó al teléfono.",
    "La charla con {} duró dos horas.",
    "Una semana después {} quedó libre.",
)
ARABIC = (
    "قال الجيران إن {} غادر القرية في الربيع.",
    "التقينا {} قرب المحطة مساء الخميس.",
    "لم يجب {} على الهاتف تلك الليلة.",
    "بعد أسبوع عاد {} بلا أوراق.",
)
PERSIAN = (
    "به گفته همسایه‌ها {} در بهار روستا را ترک کرد.",
    "گفت‌وگو با {} دو ساعت طول کشید.",
    "آن شب {} به تلفن جواب نداد.",
    "یک هفته بعد {} آزاد شد.",
)
TURKISH = (
    "Komşulara göre {} ilkbaharda köyden ayrıldı.",
    "O gece {} telefona cevap vermedi.",
    "Bir hafta sonra {} serbest kaldı.",
    "Görüşmeye {} yalnız geldi.",
)
CHINESE = (
    "据邻居说，{} 春天就离开了村子。",
    "那天晚上，{} 没有接电话。",
    "一周以后，{} 获释。",
    "记者在车站附近见到了 {} 。",
)
UZBEK = (
    "Qo‘shnilarning aytishicha, {} bahorda ketgan.",
    "O‘sha kecha {} telefonga javob bermadi.",
    "Bir haftadan keyin {} qaytdi.",
    "Biz {} bilan bekatda uchrashdik.",
)
GEORGIAN = (
    "მეზობლების თქმით, {} გაზაფხულზე წავიდა.",
    "იმ ღამეს {} ტელეფონს არ პასუხობდა.",
    "ერთი კვირის შემდეგ {} გაათავისუფლეს.",
    "სადგურთან {} გველოდებოდა.",
)

PLAIN: dict[str, tuple[str, ...]] = {
    "ru": RUSSIAN["nom"],
    "uk": UKRAINIAN["nom"],
    "pl": POLISH["nom"],
    "ce": CHECHEN,
    "en": ENGLISH,
    "de": GERMAN,
    "fr": FRENCH,
    "es": SPANISH,
    "ar": ARABIC,
    "fa": PERSIAN,
    "tr": TURKISH,
    "zh": CHINESE,
    "uz": UZBEK,
    "ka": GEORGIAN,
}

NUMBERS_RU = (
    "Связь по номеру {} после девяти.",
    "Он оставил записку: {} — и ушёл.",
    "В блокноте было записано: {}.",
    "Сообщение пришло так: {}, больше ничего.",
)
NUMBERS_EN = (
    "The note said {} and nothing else.",
    "He wrote {} on the back of a ticket.",
    "Reach him through {} after nine.",
    "In the notebook we read: {}.",
)
