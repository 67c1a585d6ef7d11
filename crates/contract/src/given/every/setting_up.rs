//! Wishes about the directory, and about what is an operator's own.

use super::*;
use crate::automation::{Conditions, Rule};
use crate::campaign::Campaign;
use crate::deal::{DealStage, StageKind};
use crate::directory::{
    Entry, EntryPoint, EntryRef, Group, Mailbox, Operator, OutcomeEntry, QuickReply, Settings, Topic, Widget,
};
use crate::history::{Column, LikedColumn};
use crate::operator::{Presence, Role};
use crate::own::{DraftKind, Preferences, QuietHours, Theme};
use crate::refusal::Language;
use crate::script::Script;

pub(super) fn wish(name: &str, dice: &mut Dice) -> Option<Command> {
    let appeal = dice.appeal();
    Some(match name {
        "save_entry" => {
            let kind = usize::from(dice.roll()) % KINDS;
            SaveEntry { entry: any_entry(kind, dice), seen: None }.into()
        }
        "remove_entry" => RemoveEntry { entry: dice.pick(&every_reference()) }.into(),
        "save_draft" => {
            let kind = dice.pick(&[DraftKind::Message, DraftKind::Mail, DraftKind::Note, DraftKind::Comment]);
            let text = dice.mostly("Добрый".to_owned(), &[String::new(), String::new(), "Ж".repeat(100_001)]);
            SaveDraft { appeal, kind, text }.into()
        }
        "save_preferences" => {
            let volume = dice.mostly(Some(70), &[None, Some(100), Some(101)]);
            let from_min = dice.mostly(22 * 60, &[0, 24 * 60]);
            let quiet_hours = Some(QuietHours { from_min, until_min: 7 * 60 });
            let device = Some("Настольный телефон".to_owned());
            let liked = LikedColumn { column: Column::Comment, is_shown: false, width_px: Some(200) };
            let (one_column, many_columns) = (vec![liked], vec![liked; Column::ALL.len() + 1]);
            let preferences = Preferences {
                device,
                language: Some(Language::Ru),
                theme: dice.pick(&[Some(Theme::Dark), Some(Theme::Light), None]),
                has_sound: Some(true),
                volume,
                quiet_hours,
                history_columns: dice.mostly(one_column, &[Vec::new(), many_columns]),
                calls_for_host: dice.pick(&[true, false]),
            };
            SavePreferences { preferences }.into()
        }
        _ => return None,
    })
}

/// How many kinds of entries there are.
const KINDS: usize = 14;

/// One plausible entry of each kind.
pub(crate) fn every_entry() -> Vec<Entry> {
    (0..KINDS).map(|kind| any_entry(kind, &mut Dice::plain())).collect()
}

fn any_entry(kind: usize, dice: &mut Dice) -> Entry {
    let title = dice.title();
    match kind {
        0 => Entry::Topic(a_topic(dice, title)),
        1 => Entry::Settings(Settings {
            company: "Лавка".to_owned(),
            has_payments: dice.mostly(true, &[false]),
            crm: dice.mostly(Some("Битрикс24".to_owned()), &[None]),
            conference_base: dice.mostly(
                "https://meet.example/".to_owned(),
                &["http://meet.example/".to_owned(), "https://meet.example".to_owned()],
            ),
            ..Settings::default()
        }),
        2 => Entry::Operator(somebody(dice)),
        3 => Entry::Group(Group {
            id: group(dice.pick(&[2, 3])),
            title,
            waiting_target_ms: 60_000,
            answering_target_ms: Some(30_000),
        }),
        4 => {
            let (address, comment) = ("+74951234567".to_owned(), Some("Реклама в метро".to_owned()));
            Entry::EntryPoint(EntryPoint { id: entry_point(20), channel: Channel::Call, address, comment })
        }
        5 => {
            let lines =
                [vec![line_of(Channel::WhatsApp)], vec![unheard_of_line()], vec![line_of(Channel::Vk)]];
            Entry::Widget(Widget { id: widget(dice.pick(&[2, 1])), title, entry_points: dice.pick(&lines) })
        }
        6 => {
            let (id, is_put_away) = (outcome(dice.pick(&[4, 1])), dice.mostly(false, &[true]));
            Entry::Outcome(OutcomeEntry { id, title, is_put_away })
        }
        7 => Entry::DealStage(DealStage { id: deal_stage(3), title, kind: StageKind::Lost }),
        8 => {
            let text = dice.mostly("Здравствуйте! Чем помочь?".to_owned(), &[" ".to_owned()]);
            Entry::QuickReply(QuickReply { id: quick_reply(2), title, text, groups: vec![support()] })
        }
        9 => {
            let (id, owner) = dice.pick(&[(annas_box(), Some(anna())), (company_box(), None)]);
            Entry::Mailbox(Mailbox {
                id,
                address: dice.mail(),
                owner,
                is_authorised: dice.pick(&[true, false]),
            })
        }
        10 => Entry::Script(a_script_or_half(dice, title)),
        11 => Entry::Form(a_form_or_half(dice, title)),
        12 => Entry::Campaign(Campaign {
            id: campaign(2),
            title,
            group: dice.mostly(sales(), &[unheard_of_group()]),
        }),
        _ => Entry::Rule(a_rule(dice, title)),
    }
}

fn a_topic(dice: &mut Dice, title: String) -> Topic {
    let id = topic(dice.pick(&[4, 1, 2]));
    let parent = dice.pick(&[Some(topic(1)), Some(topic(2)), None, Some(topic(9))]);
    Topic { id, title, parent, is_put_away: false }
}

/// Somebody new, or one of the cast in another group or with another role.
fn somebody(dice: &mut Dice) -> Operator {
    let (id, name, role) = dice.pick(&[
        (operator(6), "Егор Титов", Role::Operator),
        (anna(), "Анна Смирнова", Role::Operator),
        (boris(), "Борис Ковалёв", Role::Supervisor),
        (dmitry(), "Дмитрий Лось", Role::Operator),
        (vera(), "Вера Ильина", Role::Operator),
    ]);
    let groups =
        dice.pick(&[vec![support()], vec![sales()], vec![support(), sales()], vec![unheard_of_group()]]);
    Operator { id, name: name.to_owned(), groups, role, presence: Presence::Offline }
}

fn a_script_or_half(dice: &mut Dice, title: String) -> Script {
    let mut script = Script { id: script(2), title, ..a_script() };
    if dice.mostly(false, &[true]) {
        script.steps.pop();
    }
    script
}

fn a_form_or_half(dice: &mut Dice, title: String) -> crate::form::Form {
    let mut form = crate::form::Form { id: form(2), title, ..a_form() };
    if dice.mostly(false, &[true]) {
        form.fields.clear();
    }
    form
}

fn a_rule(dice: &mut Dice, title: String) -> Rule {
    let conditions = Conditions {
        directions: vec![Direction::Incoming],
        groups: dice.pick(&[vec![support()], Vec::new()]),
        entry_points: vec![line_of(Channel::Call)],
        outcomes: dice.pick(&[vec![solved()], Vec::new()]),
        only_answered: true,
    };
    let texts = [" ".to_owned(), "Ж".repeat(671)];
    let text = dice.mostly("{client_first_name}, спасибо за звонок!".to_owned(), &texts).parse().unwrap();
    Rule { id: rule(4), title, is_on: true, conditions, text }
}

/// One entry of each kind that can be spoken of by its id.
pub(crate) fn every_reference() -> Vec<EntryRef> {
    vec![
        EntryRef::QuickReply(quick_reply(1)),
        EntryRef::Operator(anna()),
        EntryRef::Group(sales()),
        EntryRef::EntryPoint(line()),
        EntryRef::Widget(widget(1)),
        EntryRef::Topic(topic(1)),
        EntryRef::Outcome(outcome(2)),
        EntryRef::DealStage(deal_stage(1)),
        EntryRef::Mailbox(annas_box()),
        EntryRef::Script(script(2)),
        EntryRef::Form(form(2)),
        EntryRef::Campaign(campaign(1)),
        EntryRef::Rule(rule(2)),
    ]
}
