"""Names of any culture in the letters of another, and by their sound."""

import pytest
from tests.vaults import people_found, scanner_of

from incumbent.protection.sounds import sounds_of

PEOPLE = """
people:
- {id: greek, name: Ευρυδίκη Σκαρβουντζάκη, aliases: [Σκαρβουντζάκη]}
- {id: pole, name: Bogumiła Brzeszczyńska, aliases: [Brzeszczyńska], gender: female}
- {id: czech, name: Vítězslav Křepelčák, aliases: [Křepelčák]}
- {id: hungarian, name: Györgyi Vásárhelyiszabó, aliases: [Vásárhelyiszabó]}
- {id: turk, name: Gülçin Kızılçamoğlu, aliases: [Kızılçamoğlu]}
- {id: croat, name: Đurđa Grbešličić, aliases: [Grbešličić]}
- {id: romanian, name: Ilinca Ciobotărițeanu, aliases: [Ciobotărițeanu]}
- {id: georgian, name: თეკლე ჭუმბურიშვილი, aliases: [ჭუმბურიშვილი]}
- {id: armenian, name: Հեղինե Խաչմանուկյան, aliases: [Խաչմանուկյան]}
- {id: arab, name: بدرية الزنقوطي, aliases: [الزنقوطي]}
- {id: maghreb, name: Badia al-Mouzaghrani, aliases: [al-Mouzaghrani]}
- {id: persian, name: فرزانه شکوهمندزاده, aliases: [شکوهمندزاده]}
- {id: israeli, name: מיכל צוקרמנוביץ, aliases: [צוקרמנוביץ]}
- {id: german, name: Käthe Schönhäuserling, aliases: [Schönhäuserling]}
- {id: chechen, name: Бислан Джамбурзаев, aliases: [Джамбурзаев], gender: male}
- {id: vietnamese, name: Phạm Hoàng Quỳnh Trang}
- {id: chinese, name: 司马晓琼}
- {id: pinyin, name: Zhang Guanqiu}
- {id: korean, name: 남궁현승}
- {id: japanese, name: 苗代沢 千秋, aliases: [なわしろざわ]}
- {id: middle, name: Adaeze Chidinma Okonkwoeze}
- {id: whole_arab, name: سليمان القسطنطوري}
- {id: whole_persian, name: داریوش خرمشادپور}
- {id: whole_greek, name: Ξενοφών Τζουβελεκίδης}
- {id: belarusian, name: Алесь Дзяшкевіч}
"""


@pytest.fixture(scope="module")
def scanner(tmp_path_factory):
    return scanner_of(tmp_path_factory.mktemp("vault"), PEOPLE)


@pytest.mark.parametrize(
    ("written", "person"),
    [
        ("Skarvountzaki", "greek"),
        ("Skarvoundzaki", "greek"),
        ("Скарвунтзаки", "greek"),
        ("Бжещинская", "pole"),
        ("Бжещиньской", "pole"),
        ("Бжещинською", "pole"),
        ("Кржепелчак", "czech"),
        ("Крепелчака", "czech"),
        ("Вашархейисабо", "hungarian"),
        ("Вашархейсабо", "hungarian"),
        ("Кызылчамоглу", "turk"),
        ("Кизилчамоглу", "turk"),
        ("Грбешличич", "croat"),
        ("Грбешличићем", "croat"),
        ("Чоботарицяну", "romanian"),
        ("Tchoumbourichvili", "georgian"),
        ("Чумбуришвили", "georgian"),
        ("Khachmanoukian", "armenian"),
        ("Хачманукяном", "armenian"),
        ("al-Zanquti", "arab"),
        ("El Zankouti", "arab"),
        ("Аль-Занкути", "arab"),
        ("el-Muzaghrany", "maghreb"),
        ("Al Mozaghrani", "maghreb"),
        ("аль-Музаграни", "maghreb"),
        ("Shokouhmandzadeh", "persian"),
        ("Шокухмандзаде", "persian"),
        ("Tsukermanovitz", "israeli"),
        ("Цукерманович", "israeli"),
        ("Шёнхойзерлинг", "german"),
        ("ჯამბურზაევი", "chechen"),
        ("Τζαμπουρζάεφ", "chechen"),
        ("جامبورزاييف", "chechen"),
        ("ג'מבורזאייב", "chechen"),
        ("Ջամբուրզաև", "chechen"),
    ],
)
def test_a_family_name_is_found_in_another_alphabet(scanner, written, person):
    assert people_found(scanner, f"2019: {written}, 1 ...") == {person}


@pytest.mark.parametrize(
    ("written", "person"),
    [
        ("Pham Hoang Quynh Trang", "vietnamese"),
        ("Фам Хоанг Куинь Чанг", "vietnamese"),
        ("Sima Xiaoqiong", "chinese"),
        ("Sīmǎ Xiǎo-qióng", "chinese"),
        ("Xiaoqiong Sima", "chinese"),
        ("Сыма Сяоцюн", "chinese"),
        ("Чжан Гуаньцю", "pinyin"),
        ("Zhāng Guān Qiū", "pinyin"),
        ("Namgung Hyeon-seung", "korean"),
        ("Namgung Hyunseung", "korean"),
        ("Намгун Хёнсын", "korean"),
        ("Nawashirozawa", "japanese"),
        ("ナワシロザワ", "japanese"),
        ("Навасиродзава", "japanese"),
        ("Adaeze Chidinma Okonkwoeze", "middle"),
        ("Suleiman al-Qustanturi", "whole_arab"),
        ("Soleyman El Kostantori", "whole_arab"),
        ("Сулейман аль-Кустантури", "whole_arab"),
        ("Dariush Khorramshadpour", "whole_persian"),
        ("Хорремшадпур Дариуш", "whole_persian"),
        ("Xenophon Tzouvelekidis", "whole_greek"),
        ("Ксенофон Дзувелекидис", "whole_greek"),
        ("Adaeze C. Okonkwoeze", "middle"),
    ],
)
def test_a_whole_name_of_the_far_east_or_with_a_middle_name_is_found(scanner, written, person):
    assert people_found(scanner, f"2019: {written}, 1 ...") == {person}


@pytest.mark.parametrize(
    "text",
    ["Zhang Yimou", "Чжан Гуань", "Namgung Min", "Quynh Trang", "司马懿", "El Kostantori", "Хоррамшадпур"],
)
def test_half_a_name_of_the_far_east_passes(scanner, text):
    assert people_found(scanner, text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Skarva is a word, and so is Skarvounaki.",
        "Бжезинский и Крещинская говорили о другом.",
        "Кызыл, Чамлыджа и Оглы",
        "The mozzarella and al-Zanjabil, a Zanzibar market in infosys",
        "Чумбуров, Хачатурян, Цукерман, Шёнбрунн",
        "المزرعة الزنبق جامعة",
        "Zuckerman, Tsukerman, Schönhausen, Schönherr",
        "Джамбулатов, Жамбурский, Алесь один",
    ],
)
def test_other_names_and_words_pass(scanner, text):
    assert people_found(scanner, text) == set()


def test_a_family_name_in_vich_is_no_patronymic(scanner):
    assert people_found(scanner, "Пришёл Алесь и сел.") == set()
    assert people_found(scanner, "Пришёл Алесь Дзяшкевіч и сел.") == {"belarusian"}


def test_a_pseudonym_that_sounds_alike_is_free(tmp_path):
    people = "people: [{id: a, name: Badia Mouzaghrani, aliases: [Mouzaghrani], pseudonym: [Muzaghrany]}]"
    assert people_found(scanner_of(tmp_path, people), "said Muzaghrany") == set()


@pytest.mark.parametrize("written", ["Darkhi", "al-Darkhi", "Дархи"])
def test_an_arabic_name_with_two_consonants_side_by_side_is_found(tmp_path, written):
    people = (
        "people: [{id: a, name: سامر الدرخي, aliases: [الدرخي]}, {id: b, name: سامر مندوخ, aliases: [مندوخ]}]"
    )
    assert people_found(scanner_of(tmp_path, people), f"then {written} came")


def test_no_name_stays_in_a_cache_once_the_scanner_is_made(tmp_path):
    scanner_of(tmp_path, "people: [{id: first, name: سامر الدرخي, aliases: [الدرخي]}]")
    assert sounds_of.cache_info().currsize == 0
