//! What the desk works with beside lines and people: mail boxes, forms, campaigns, automatic actions.
//!
//! Owns: their tables. Never: a letter, an answer, a call.

use crate::chance::Chance;
use crate::staff::{Ending, Queue};
use desk_contract::Timestamp;
use desk_contract::automation::{Conditions, Rule};
use desk_contract::campaign::Campaign;
use desk_contract::directory::{Group, Mailbox, OutcomeEntry};
use desk_contract::form::{FieldKind, Form, FormField};
use desk_contract::history::Direction;
use desk_contract::id::{CampaignId, FormId, MailboxId, OperatorId, RuleId};

/// The company's box, which is a line too.
pub(crate) const COMPANY_BOX: &str = "pomosh@domolad.example";
/// The box of this desk's operator.
const OWN_BOX: &str = "a.sokolova@domolad.example";

/// A question: key, label, kind and whether it must be answered.
type Question = (&'static str, &'static str, FieldKind, bool);

const FORMS: [(&str, &[Question]); 2] = [
    (
        "Контакты для связи",
        &[
            ("name", "Имя и фамилия", FieldKind::Name, true),
            ("phone", "Мобильный телефон", FieldKind::Phone, true),
            ("mail", "E-mail", FieldKind::Mail, false),
            ("time", "Удобное время для звонка", FieldKind::Text, false),
        ],
    ),
    (
        "Заявка на рассрочку",
        &[
            ("name", "Имя и фамилия", FieldKind::Name, true),
            ("phone", "Мобильный телефон", FieldKind::Phone, true),
            ("term", "На сколько месяцев", FieldKind::Text, true),
            ("time", "Удобное время для звонка", FieldKind::Text, false),
        ],
    ),
];

const CAMPAIGNS: [(&str, Queue); 2] =
    [("Подтверждение доставки", Queue::Delivery), ("Опрос после обращения в сервис", Queue::Support)];

/// A guest has no name, so what every caller reads does without one.
const AFTER_THE_CALL: &str = "«{компания}»: спасибо за звонок! Ваше обращение — № {номер_обращения} от {дата}. \
     Сотрудник: {сотрудник}.";
const AFTER_THE_ORDER: &str =
    "{имя_клиента}, спасибо за заказ! Подробности — в личном кабинете. «{компания}»";

pub(crate) fn mailboxes(chance: Chance, at: Timestamp, me: OperatorId) -> Vec<Mailbox> {
    let mailbox = |address: &str, owner: Option<OperatorId>| Mailbox {
        id: MailboxId::new(at, chance.of(("mailbox", address)).bytes()),
        address: address.to_owned(),
        owner,
        is_authorised: owner.is_none(),
    };
    vec![mailbox(COMPANY_BOX, None), mailbox(OWN_BOX, Some(me))]
}

pub(crate) fn forms(chance: Chance, at: Timestamp) -> Vec<Form> {
    let field = |(key, label, kind, is_required): &Question| FormField {
        key: (*key).to_owned(),
        label: (*label).to_owned(),
        kind: *kind,
        is_required: *is_required,
    };
    let form = |(title, questions): &(&str, &[Question])| Form {
        id: FormId::new(at, chance.of(("form", *title)).bytes()),
        title: (*title).to_owned(),
        fields: questions.iter().map(field).collect(),
    };
    FORMS.iter().map(form).collect()
}

pub(crate) fn campaigns(chance: Chance, at: Timestamp, groups: &[Group]) -> Vec<Campaign> {
    let campaign = |(title, queue): &(&str, Queue)| Campaign {
        id: CampaignId::new(at, chance.of(("campaign", *title)).bytes()),
        title: (*title).to_owned(),
        group: groups[*queue as usize].id,
    };
    CAMPAIGNS.iter().map(campaign).collect()
}

/// One acts, the other is there to be turned on.
pub(crate) fn rules(chance: Chance, at: Timestamp, outcomes: &[OutcomeEntry]) -> Vec<Rule> {
    let rule = |title: &str, is_on: bool, conditions: Conditions, text: &str| {
        let text = text.parse().ok()?;
        let id = RuleId::new(at, chance.of(("rule", title)).bytes());
        Some(Rule { id, title: title.to_owned(), is_on, conditions, text })
    };
    let answered =
        Conditions { directions: vec![Direction::Incoming], only_answered: true, ..Conditions::default() };
    let ordered =
        Conditions { outcomes: vec![outcomes[Ending::Ordered as usize].id], ..Conditions::default() };
    let rules = [
        rule("Спасибо за звонок", true, answered, AFTER_THE_CALL),
        rule("Заказ оформлен по телефону", false, ordered, AFTER_THE_ORDER),
    ];
    rules.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use desk_contract::sms::SmsCount;

    #[test]
    fn both_rules_can_be_read_and_fit_into_an_sms() {
        let outcomes = crate::staff::outcomes(Chance::seeded(1), Timestamp::UNIX_EPOCH);
        let rules = rules(Chance::seeded(1), Timestamp::UNIX_EPOCH, &outcomes);
        assert_eq!(rules.iter().map(|rule| rule.is_on).collect::<Vec<_>>(), [true, false]);
        assert!(rules.iter().all(|rule| SmsCount::of(&rule.text.to_string()).fits()));
    }
}
