//! The stories that clients come with: what they say, and what an operator may answer.
//!
//! Owns: the shape of a story and the pack of all of them. Never: who tells one or when.
//!
//! A client's line is one turn; a bar splits it into messages. Words in braces are filled in by
//! [`Case`](crate::case::Case). Replies are worded so that they follow almost any answer.

mod account;
mod changes;
mod delivery;
mod sales;
mod spam;
mod support;

use crate::chance::Chance;
use crate::staff::{Ending, Queue};

/// Ways of saying the same; one is drawn.
pub(crate) type Ways = &'static [&'static str];

/// One exchange after the opening: the operator's answer and what the client says to it. Answers to
/// the turn before stand in its order; the last also answers whatever is left.
pub(crate) struct Turn {
    pub(crate) operator: Ways,
    pub(crate) client: Ways,
}

pub(crate) struct Story {
    pub(crate) queue: Queue,
    pub(crate) opening: Ways,
    /// The last exchange ends with thanks.
    pub(crate) turns: &'static [Turn],
    /// How it may end; none for an advertisement, which is closed as spam.
    pub(crate) endings: &'static [Ending],
    /// What is noted on closing.
    pub(crate) comments: Ways,
}

/// What a story comes to, without its words: whoever only asks this has no talk in his program.
#[derive(Clone, Copy)]
pub(crate) struct About {
    pub(crate) queue: Queue,
    /// Why one came, by the place among the topics at the top; none for an advertisement.
    pub(crate) topic: Option<u8>,
    pub(crate) endings: &'static [Ending],
    pub(crate) comments: Ways,
}

impl Story {
    pub(crate) fn is_spam(&self) -> bool {
        self.endings.is_empty()
    }

    pub(crate) const fn about(&self, topic: Option<u8>) -> About {
        About { queue: self.queue, topic, endings: self.endings, comments: self.comments }
    }
}

/// A second question that anybody may have, with its answer.
#[derive(Clone, Copy)]
pub(crate) struct Extra {
    pub(crate) question: Ways,
    pub(crate) answer: Ways,
}

pub(crate) const GREETINGS: Ways = &[
    "{hello} Меня зовут {operator}.",
    "{hello} Это {operator}, «Домолад».",
    "{hello}",
    "{hello} На связи {operator}.",
];

pub(crate) const FAREWELLS: Ways = &[
    "Спасибо за обращение! Хорошего дня.",
    "Рады помочь. Если появятся вопросы — пишите.",
    "Пожалуйста! Всего доброго.",
    "Обращайтесь! Приятных покупок 🙂",
];

pub(crate) const THANKS: Ways = &[
    "Спасибо!",
    "Спасибо большое, выручили",
    "Понял{а}, спасибо. До свидания",
    "Хорошо, спасибо за помощь!|Хорошего дня",
    "Отлично, благодарю 🙏",
    "ок, спасибо",
    "Всё ясно. Спасибо, что быстро ответили!",
];

pub(crate) const EXTRAS: &[Extra] = &[
    Extra {
        question: &[
            "Понял{а} 🙂 А подскажите ещё, до скольки вы работаете?",
            "Хорошо.|А вы в выходные работаете?",
        ],
        answer: &["Мы на связи каждый день с 9:00 до 21:00 по Москве, без выходных."],
    },
    Extra {
        question: &[
            "Ясно. И ещё вопрос, чек на почту придёт?",
            "Ага, хорошо. А чек можно продублировать на почту?",
        ],
        answer: &["Да, чек придёт на почту из заказа. Если его нет — проверьте папку «Спам»."],
    },
    Extra {
        question: &[
            "Хорошо, жду.|А можно потом писать сюда же, если что?",
            "Ладно. А если не получится, сюда же писать?",
        ],
        answer: &["Конечно, пишите прямо сюда, переписка сохранится."],
    },
    Extra {
        question: &["Ок. А бонусы за этот заказ начислят?", "Понятно. Кстати, бонусы с заказа когда придут?"],
        answer: &["Бонусы начислятся через 14 дней после получения, их видно в личном кабинете."],
    },
];

/// What a client says when a closed appeal is opened again and somebody writes to him.
pub(crate) const AGAIN: Ways = &[
    "Да, слушаю вас",
    "О, здравствуйте ещё раз",
    "Хорошо, спасибо что вернулись к вопросу",
    "Ага, понял{а}",
    "Спасибо, теперь точно всё 🙂",
];

/// What a client says to whom wrote him first, whatever it was about.
pub(crate) static WRITTEN_TO: Story = Story {
    queue: Queue::Support,
    opening: &[
        "Здравствуйте! Да, слушаю вас",
        "Добрый день! Спасибо, что написали. Что от меня требуется?",
        "Здравствуйте, да, это я|Что-то случилось с заказом?",
    ],
    turns: &[
        Turn {
            operator: &["Уточняем детали по вашему обращению."],
            client: &[
                "Понял{а}. Мне так подходит",
                "Хорошо, а до какого числа нужно решить?",
                "Ясно. Вечером посмотрю и отвечу",
            ],
        },
        Turn {
            operator: &["Спасибо, записали."],
            client: &["Спасибо, что предупредили", "Договорились, спасибо!", "Хорошо, буду ждать. Спасибо"],
        },
    ],
    endings: &[Ending::Consulted, Ending::Solved],
    comments: &["Написали первыми, клиент в курсе"],
};

/// What is noted of a talk with whom the desk called; he says nothing that could be read.
pub(crate) static CALLED: Story = Story {
    queue: Queue::Support,
    opening: &["Алло"],
    turns: &[Turn { operator: &["Звоним по вашему заказу."], client: &[] }],
    endings: &[Ending::Consulted, Ending::Solved],
    comments: &["Дозвонились, вопросов нет", "Всё подтвердили, ждут", "Просит перезвонить вечером"],
};

/// What letters are about, in the order of [`Queue`].
pub(crate) const SUBJECTS: [Ways; 3] = [
    &["Вопрос о товаре", "Хочу сделать заказ", "Наличие и рассрочка"],
    &["Заказ {order}: доставка", "Когда привезут заказ {order}?", "Доставка заказа {order}"],
    &["Заказ {order}", "Проблема с заказом {order}", "Прошу разобраться: заказ {order}"],
];

const PACKS: [&[Story]; 6] =
    [sales::STORIES, delivery::STORIES, changes::STORIES, support::STORIES, account::STORIES, spam::STORIES];

/// Why whoever tells a story of each pack came.
const TOPICS: [Option<u8>; 6] = [Some(0), Some(1), Some(1), Some(2), Some(3), None];

const COUNT: usize = {
    let (mut count, mut pack) = (0, 0);
    while pack < PACKS.len() {
        count += PACKS[pack].len();
        pack += 1;
    }
    count
};

/// What each story comes to, pack by pack.
static ABOUT: [About; COUNT] = {
    let mut all = [PACKS[0][0].about(TOPICS[0]); COUNT];
    let (mut pack, mut place, mut nth) = (0, 0, 0);
    while nth < COUNT {
        if place == PACKS[pack].len() {
            (pack, place) = (pack + 1, 0);
        } else {
            all[nth] = PACKS[pack][place].about(TOPICS[pack]);
            (place, nth) = (place + 1, nth + 1);
        }
    }
    all
};

/// Why whoever tells the story came, by the place among the topics at the top; none for an advertisement.
pub(crate) fn topic(story: &Story) -> Option<usize> {
    let pack = PACKS.iter().position(|pack| pack.iter().any(|other| std::ptr::eq(other, story)))?;
    TOPICS[pack].map(usize::from)
}

/// The story of the appeal with that number: the whole pack is told before one comes again.
pub(crate) fn told_in(seed: Chance, number: u64) -> &'static Story {
    let mut all = PACKS.iter().flat_map(|pack| pack.iter());
    all.nth(place(seed, number)).unwrap_or(&sales::STORIES[0])
}

/// What that story comes to.
pub(crate) fn about(seed: Chance, number: u64) -> About {
    ABOUT[place(seed, number)]
}

fn place(seed: Chance, number: u64) -> usize {
    let length = COUNT as u64;
    seed.of(("round", number / length)).shuffled(COUNT, (number % length) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words;

    fn all() -> impl Iterator<Item = &'static Story> {
        PACKS.into_iter().flatten()
    }

    #[test]
    fn there_are_enough_stories_and_each_can_be_told() {
        assert!(all().count() >= 14);
        for story in all() {
            assert!(!story.opening.is_empty() && !story.comments.is_empty());
            assert!(story.turns.iter().all(|turn| !turn.operator.is_empty()));
            let (_, before) = story.turns.split_last().unwrap();
            assert!(before.iter().all(|turn| !turn.client.is_empty()));
            assert!(story.is_spam() || (2..=5).contains(&story.turns.len()));
        }
    }

    #[test]
    fn every_word_in_braces_is_known() {
        let of_story = |story: &'static Story| {
            let turns = story.turns.iter().flat_map(|turn| turn.operator.iter().chain(turn.client));
            story.opening.iter().chain(story.comments).chain(turns)
        };
        let stories = all().chain([&WRITTEN_TO, &CALLED]);
        let subjects = SUBJECTS.into_iter().flatten();
        for text in stories.flat_map(of_story).chain(THANKS).chain(AGAIN).chain(FAREWELLS).chain(subjects) {
            words::filled(text, |word| {
                let drawn = words::drawn(Chance::seeded(1), word);
                assert!(word == "а" || !drawn.is_empty(), "{word} in {text}");
                drawn
            });
        }
    }

    #[test]
    fn a_story_without_its_words_comes_to_the_same() {
        for number in 0..100 {
            let (story, about) = (told_in(Chance::seeded(3), number), about(Chance::seeded(3), number));
            assert_eq!(
                (about.queue, about.endings, about.comments),
                (story.queue, story.endings, story.comments)
            );
            assert_eq!(about.topic.map(usize::from), topic(story));
        }
    }

    #[test]
    fn a_whole_pack_is_told_before_a_story_comes_again() {
        let length = all().count() as u64;
        let told = |number| std::ptr::from_ref(told_in(Chance::seeded(3), number));
        let round: std::collections::BTreeSet<_> = (length * 9..length * 10).map(told).collect();
        assert_eq!(round.len() as u64, length);
    }
}
