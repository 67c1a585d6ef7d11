//! The clients: the address book, and names for those who are not in it.
//!
//! Owns: the tables and the cards made of them. Never: what a client says.

use crate::chance::Chance;
use crate::lines;
use crate::staff::Gender::{self, Man, Woman};
use chrono::TimeDelta;
use desk_contract::Timestamp;
use desk_contract::address::Address;
use desk_contract::directory::Contact;
use desk_contract::id::ContactId;

/// Name, gender, the name in Latin letters from which accounts are made, organisation.
type Person = (&'static str, Gender, &'static str, Option<&'static str>);

const PEOPLE: [Person; 42] = [
    ("Мария Котова", Woman, "kotova_m", None),
    ("Алексей Бережной", Man, "berezhnoy", None),
    ("Ольга Савельева", Woman, "olga_sav", None),
    ("Руслан Хабибуллин", Man, "rus_khab", None),
    ("Наталья Громова", Woman, "gromova.n", Some("ООО «Север-Декор»")),
    ("Виктор Панкратов", Man, "pankratov_v", None),
    ("Екатерина Лисицына", Woman, "katya_lis", None),
    ("Станислав Юрченко", Man, "stas.yur", None),
    ("Айгуль Сафина", Woman, "aigul_s", None),
    ("Павел Ремизов", Man, "remizov_pavel", Some("ИП Ремизов П. А.")),
    ("Людмила Чернышёва", Woman, "lyuda_ch", None),
    ("Георгий Асатиани", Man, "g_asatiani", None),
    ("Полина Веденеева", Woman, "polya_v", None),
    ("Николай Дроздов-Малышев", Man, "drozdmal", None),
    ("Ирина Филатова", Woman, "i.filatova", Some("Детский сад «Ручеёк»")),
    ("Артём Шевцов", Man, "artem_shev", None),
    ("Галина Пономаренко", Woman, "galina_pon", None),
    ("Эдуард Вишневецкий", Man, "ed_vish", None),
    ("Татьяна Белоусова", Woman, "belousova_t", None),
    ("Максим Ершов", Man, "ershov_max", None),
    ("Зарина Алиева", Woman, "zarina_al", None),
    ("Константин Яблоков", Man, "yablokov_k", Some("Гостевой дом «Тихая гавань»")),
    ("Вера Мартынова", Woman, "vera_mart", None),
    ("Денис Коростелёв", Man, "korostel_d", None),
    ("Юлия Прохорова", Woman, "yulia_pro", None),
    ("Семён Гуревич", Man, "gurevich_s", None),
    ("Анастасия Рябинина", Woman, "nastya_ryab", None),
    ("Владислав Тен", Man, "vlad_ten", None),
    ("Лариса Одинцова", Woman, "larisa_od", None),
    ("Борис Кириллов", Man, "boris_kir", None),
    ("Дарья Стрельникова", Woman, "dasha_strel", None),
    ("Илья Захарченко", Man, "zakharchenko", None),
    ("Надежда Усольцева", Woman, "usoltseva_n", None),
    ("Фёдор Мурашов", Man, "f_murashov", None),
    ("Ксения Голубь", Woman, "ks_golub", None),
    ("Роман Сидельников", Man, "roman_sid", Some("ООО «Ключ и Порог»")),
    ("Алла Дмитриевна Вознесенская", Woman, "alla_vozn", None),
    ("Глеб Терещенко", Man, "gleb_ter", None),
    ("Марина Ткач", Woman, "marina_tkach", None),
    ("Андрей Лопухин", Man, "lopukhin_a", None),
    ("Олеся Кравец", Woman, "olesya_k", None),
    (
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

/// The address book. A seed gives other numbers and other accounts to the same people.
pub(crate) fn contacts(chance: Chance, began: Timestamp) -> Vec<Contact> {
    let card = |(place, person): (u64, &Person)| card(chance.of(("contact", place)), began, person);
    (0..).zip(&PEOPLE).map(card).collect()
}

fn card(chance: Chance, began: Timestamp, (name, _, latin, organisation): &Person) -> Contact {
    let created_at = began - TimeDelta::minutes(chance.of("age").between(150_000..1_100_000));
    let mut addresses = vec![lines::phone(chance)];
    if !chance.of("telegram").one_in(4) {
        addresses.push(lines::account(format!("@{latin}")));
    }
    if chance.of("vk").one_in(2) {
        addresses.push(lines::account(format!("vk.com/{latin}")));
    }
    if chance.of("marketplace").one_in(3) {
        addresses.push(lines::account(short(name)));
    }
    if !chance.of("mail").one_in(3) {
        addresses.push(Address::Mail { address: format!("{latin}@pochta.example") });
    }
    Contact {
        id: ContactId::new(created_at, chance.bytes()),
        name: (*name).to_owned(),
        organisation: organisation.map(str::to_owned),
        addresses,
        created_at,
    }
}

/// As a marketplace shows a person: the first name and a letter.
fn short(name: &str) -> String {
    let mut words = name.split(' ');
    let first = words.next().unwrap_or_default();
    let letter = words.next_back().and_then(|word| word.chars().next());
    letter.map_or_else(|| first.to_owned(), |letter| format!("{first} {letter}."))
}

/// Of the contact at that place of the address book.
pub(crate) fn gender_at(place: usize) -> Gender {
    PEOPLE.get(place).map_or(Woman, |person| person.1)
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
