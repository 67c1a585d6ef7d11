//! How the company has set its desk up: its name, its topics, the stages of its deals, its widget.
//!
//! Owns: the tables and the entries made of them. Never: the staff or the lines.

pub(crate) mod replies;
pub(crate) mod scripts;
pub(crate) mod tools;

use crate::chance::Chance;
use desk_contract::Timestamp;
use desk_contract::deal::{DealStage, StageKind};
use desk_contract::directory::{EntryPoint, Settings, Topic, Widget};
use desk_contract::id::{DealStageId, TopicId, WidgetId};

/// Topics, each with what stands under it.
const TOPICS: [(&str, &[&str]); 5] = [
    ("Заказ", &["Оформление", "Изменение состава", "Отмена", "Рассрочка"]),
    ("Доставка", &["Сроки", "Изменение адреса", "Подъём на этаж", "Повреждение в пути"]),
    ("Товар", &["Наличие", "Характеристики", "Брак", "Сборка"]),
    ("Деньги", &["Возврат", "Двойное списание", "Бонусы", "Чек и документы"]),
    ("Прочее", &[]),
];

const DEAL_STAGES: [(&str, StageKind); 6] = [
    ("Новая", StageKind::Open),
    ("Подбор товара", StageKind::Open),
    ("Счёт выставлен", StageKind::Open),
    ("Оплачена", StageKind::Open),
    ("Доставлена", StageKind::Won),
    ("Отказ", StageKind::Lost),
];

pub(crate) fn settings() -> Settings {
    let crm = Some("Клиентская база Домолад".to_owned());
    Settings { company: "Домолад".to_owned(), has_payments: true, crm, ..Settings::default() }
}

/// Every line by which one can write, in one widget: by each of them the desk may write first.
pub(crate) fn widget(chance: Chance, at: Timestamp, lines: &[EntryPoint]) -> Widget {
    let texts = lines.iter().filter(|line| line.channel.carries_text());
    Widget {
        id: WidgetId::new(at, chance.of("widget").bytes()),
        title: "Сайт и мессенджеры".to_owned(),
        entry_points: texts.map(|line| line.id).collect(),
    }
}

pub(crate) fn topics(chance: Chance, at: Timestamp) -> Vec<Topic> {
    let mut topics = Vec::new();
    for (title, under) in TOPICS {
        let id = topic_id(chance.of(("topic", title)), at);
        topics.push(topic(id, title, None));
        let children = under.iter().map(|child| (topic_id(chance.of(("topic", title, child)), at), child));
        topics.extend(children.map(|(child, title)| topic(child, title, Some(id))));
    }
    topics
}

fn topic_id(chance: Chance, at: Timestamp) -> TopicId {
    TopicId::new(at, chance.bytes())
}

fn topic(id: TopicId, title: &str, parent: Option<TopicId>) -> Topic {
    Topic { id, title: title.to_owned(), parent, is_put_away: false }
}

pub(crate) fn deal_stages(chance: Chance, at: Timestamp) -> Vec<DealStage> {
    let stage = |(place, (title, kind)): (u64, (&str, StageKind))| DealStage {
        id: DealStageId::new(at, chance.of(("deal stage", place)).bytes()),
        title: title.to_owned(),
        kind,
    };
    (0..).zip(DEAL_STAGES).map(stage).collect()
}
