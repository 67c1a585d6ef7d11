//! Who there is: the people of the address book, and names for those who are not in it.
//!
//! Owns: the tables. Never: the cards made of them (`clients` does), or what a client says.

use crate::chance::Chance;
use crate::staff::Gender::{self, Man, Woman};

/// Somebody of the address book.
pub(crate) struct Person {
    pub(crate) name: &'static str,
    pub(crate) gender: Gender,
    /// The name in Latin letters, from which accounts are made.
    pub(crate) latin: &'static str,
    pub(crate) organisation: Option<&'static str>,
}

const fn person(
    name: &'static str,
    gender: Gender,
    latin: &'static str,
    organisation: Option<&'static str>,
) -> Person {
    Person { name, gender, latin, organisation }
}

pub(crate) const PEOPLE: [Person; 42] = [
    person("Мария Котова", Woman, "kotova_m", None),
    person("Алексей Бережной", Man, "berezhnoy", None),
    person("Ольга Савельева", Woman, "olga_sav", None),
    person("Руслан Хабибуллин", Man, "rus_khab", None),
    person("Наталья Громова", Woman, "gromova.n", Some("ООО «Север-Декор»")),
    person("Виктор Панкратов", Man, "pankratov_v", None),
    person("Екатерина Лисицына", Woman, "katya_lis", None),
    person("Станислав Юрченко", Man, "stas.yur", None),
    person("Айгуль Сафина", Woman, "aigul_s", None),
    person("Павел Ремизов", Man, "remizov_pavel", Some("ИП Ремизов П. А.")),
    person("Людмила Чернышёва", Woman, "lyuda_ch", None),
    person("Георгий Асатиани", Man, "g_asatiani", None),
    person("Полина Веденеева", Woman, "polya_v", None),
    person("Николай Дроздов-Малышев", Man, "drozdmal", None),
    person("Ирина Филатова", Woman, "i.filatova", Some("Детский сад «Ручеёк»")),
    person("Артём Шевцов", Man, "artem_shev", None),
    person("Галина Пономаренко", Woman, "galina_pon", None),
    person("Эдуард Вишневецкий", Man, "ed_vish", None),
    person("Татьяна Белоусова", Woman, "belousova_t", None),
    person("Максим Ершов", Man, "ershov_max", None),
    person("Зарина Алиева", Woman, "zarina_al", None),
    person("Константин Яблоков", Man, "yablokov_k", Some("Гостевой дом «Тихая гавань»")),
    person("Вера Мартынова", Woman, "vera_mart", None),
    person("Денис Коростелёв", Man, "korostel_d", None),
    person("Юлия Прохорова", Woman, "yulia_pro", None),
    person("Семён Гуревич", Man, "gurevich_s", None),
    person("Анастасия Рябинина", Woman, "nastya_ryab", None),
    person("Владислав Тен", Man, "vlad_ten", None),
    person("Лариса Одинцова", Woman, "larisa_od", None),
    person("Борис Кириллов", Man, "boris_kir", None),
    person("Дарья Стрельникова", Woman, "dasha_strel", None),
    person("Илья Захарченко", Man, "zakharchenko", None),
    person("Надежда Усольцева", Woman, "usoltseva_n", None),
    person("Фёдор Мурашов", Man, "f_murashov", None),
    person("Ксения Голубь", Woman, "ks_golub", None),
    person("Роман Сидельников", Man, "roman_sid", Some("ООО «Ключ и Порог»")),
    person("Алла Дмитриевна Вознесенская", Woman, "alla_vozn", None),
    person("Глеб Терещенко", Man, "gleb_ter", None),
    person("Марина Ткач", Woman, "marina_tkach", None),
    person("Андрей Лопухин", Man, "lopukhin_a", None),
    person("Олеся Кравец", Woman, "olesya_k", None),
    person(
        "Елизавета-Александра Константиновна Преображенская-Рождественская",
        Woman,
        "preobrazhenskaya_rozhdestvenskaya",
        Some("Некоммерческое партнёрство содействия развитию домашнего уюта «Большая тёплая семья»"),
    ),
];

const WOMEN: [&str; 12] = [
    "Оксана",
    "Жанна",
    "Алина",
    "Тамара",
    "Яна",
    "Вероника",
    "Лилия",
    "Диана",
    "Инна",
    "Снежана",
    "Регина",
    "Карина",
];
const MEN: [&str; 12] = [
    "Антон",
    "Михаил",
    "Ренат",
    "Кирилл",
    "Валерий",
    "Егор",
    "Тигран",
    "Олег",
    "Ярослав",
    "Пётр",
    "Вадим",
    "Лев",
];
/// The same for both.
const SURNAMES: [&str; 12] = [
    "Шевчук",
    "Цой",
    "Бондаренко",
    "Петренко",
    "Ким",
    "Черных",
    "Сухих",
    "Марченко",
    "Долгих",
    "Гулько",
    "Мороз",
    "Зима",
];
const NICKS: [&str; 14] = [
    "sunny_cat",
    "dachnik",
    "north_wind",
    "mamadvoih",
    "kofe_i_dozhd",
    "pro100mister",
    "lavanda",
    "stroim_dom",
    "ivan_ne_ivan",
    "zelenaya_lampa",
    "mr_otvertka",
    "bulka_s_makom",
    "tishina",
    "yozhik_v_t",
];

/// Of the one at that place of the table.
pub(crate) fn gender_at(place: usize) -> Gender {
    PEOPLE.get(place).map_or(Woman, |person| person.gender)
}

/// First and last name of somebody who is not in the book.
pub(crate) fn guest_name(chance: Chance, gender: Gender) -> (&'static str, &'static str) {
    let first = match gender {
        Woman => &WOMEN,
        Man => &MEN,
    };
    (chance.of("first").pick(first), chance.of("last").pick(&SURNAMES))
}

pub(crate) fn guest_nick(chance: Chance) -> String {
    let nick = chance.of("nick").pick(&NICKS);
    let tail = chance.of("tail").below(100);
    if tail < 40 { nick.to_owned() } else { format!("{nick}{tail}") }
}
