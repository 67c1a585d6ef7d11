//! O6, E6: what is off says why, and it is the rules that say it; no screen knows one.
//!
//! The world that the browser shows is made once more outside of it. Whatever is off on the screen must be refused
//! there, by the same sentence, and whatever is on must be granted.

#[path = "reasons/known.rs"]
mod known;
#[path = "reasons/standing.rs"]
mod standing;

use crate::calls::takes_first;
use desk_contract::address::Address;
use desk_contract::command::{SaveEntry, StartAppeal, TakeAppeal};
use desk_contract::directory::{Directory, Entry};
use desk_contract::id::AppealId;
use desk_contract::{Appeal, Channel, Refusal, Slice};
use desk_tests::{Browser, Control, Failed, Key, Unmet, World, desk_test};
use known::{Asked, OF_APPEALS, OF_CALLS, RECEIVERS, asked};
use standing::{Standing, channel_title};
use std::cell::RefCell;
use std::collections::BTreeSet;

/// The room of an appeal: its header and its composer.
const ROOM: &str = "Обращение";
const PANEL: &str = "Клиент";
const MORE: &str = "Ещё действия";

#[test]
fn o6_each_button_about_an_appeal_is_off_exactly_when_the_rules_refuse() {
    desk_test(World::still(), async |anna| {
        let at = still();
        let mut eye = Eye { anna, at: &at, seen: BTreeSet::new() };
        let me = Some(at.me);
        let is_text = |it: &Appeal| it.channel.carries_text();
        let is_closed = |it: &Appeal| it.closing().is_some() && it.owner() == me;
        for appeal in [
            at.newest(|it| it.operator() == me && is_text(it)),
            at.newest(|it| it.operator() == me && it.channel == Channel::Vk),
            at.newest(|it| Standing::is_waiting(it) && it.contact.is_some()),
            at.newest(|it| Standing::is_waiting(it) && it.contact.is_none()),
            at.newest(|it| is_closed(it) && it.contact.is_none() && is_text(it)),
            at.newest(|it| is_closed(it) && it.channel == Channel::Email && it.contact.is_some()),
            at.newest(|it| is_closed(it) && it.channel == Channel::Call),
            // Nothing but numbers and messengers on the card.
            at.newest(|it| is_closed(it) && at.card(it.contact).is_some_and(|card| card.mails.is_empty())),
            at.newest(|it| it.operator().is_some_and(|by| by != at.me) && at.sees(it)),
        ] {
            eye.looks_all_over(appeal, &format!("/appeals/{}", appeal.id)).await?;
        }
        eye.has_seen_all(OF_APPEALS.iter().map(|(label, _)| *label));
        Ok(())
    });
}

#[test]
fn o6_during_a_call_each_button_is_off_exactly_when_the_rules_refuse() {
    desk_test(World::still(), async |anna| {
        let mut at = still();
        let written = at.world.appeals().find(|it| Standing::is_waiting(it)).cloned();
        let written = written.unwrap_or_else(|| panic!("nobody waits"));
        let path = takes_first(anna).await?;
        assert_eq!(path, format!("/appeals/{}", written.id));
        anna.press_in(ROOM, "Позвонить").await?;
        anna.sees_in("Текущий звонок", "Вызываем клиента").await?;
        at.does(TakeAppeal { appeal: written.id });
        let number = at.card(written.contact).and_then(|card| card.numbers.first());
        let number = number.unwrap_or_else(|| panic!("no number")).number.clone();
        let start = at.start(&written, (Channel::Call, Address::Phone { number }), None);
        let call = AppealId::new(at.now, [8; 10]);
        at.does(StartAppeal { appeal: call, ..start.unwrap_or_else(|| panic!("no group")) });
        let (call, written) = (at.known(call), at.known(written.id));
        let mut eye = Eye { anna, at: &at, seen: BTreeSet::new() };
        let called = anna.path().await?;
        eye.looks_all_over(call, &called).await?;
        eye.looks_at(call, "Текущий звонок").await?;
        eye.looks_all_over(written, &path).await?;
        eye.has_seen_all(OF_CALLS.iter().map(|(label, _)| *label));
        Ok(())
    });
}

/// A page, the button that begins an entry on it, and an entry of that kind.
type Shelf = (&'static str, &'static str, fn(&Directory) -> Option<Entry>);

const SHELVES: &[Shelf] = &[
    ("/settings/widgets", "Новый виджет", |it| it.widgets.first().cloned().map(Entry::Widget)),
    ("/settings/groups", "Новая группа", |it| it.groups.first().cloned().map(Entry::Group)),
    ("/settings/groups", "Новый сотрудник", |it| {
        it.operators.first().cloned().map(Entry::Operator)
    }),
    ("/settings/lines", "Новая точка входа", |it| {
        it.entry_points.first().cloned().map(Entry::EntryPoint)
    }),
    ("/settings/lines", "Новый ящик", |it| it.mailboxes.first().cloned().map(Entry::Mailbox)),
    ("/settings/topics", "Новая тема", |it| it.topics.first().cloned().map(Entry::Topic)),
    ("/settings/results", "Новый результат", |it| {
        it.outcomes.first().cloned().map(Entry::Outcome)
    }),
    ("/settings/replies", "Новый быстрый ответ", |it| {
        it.quick_replies.first().cloned().map(Entry::QuickReply)
    }),
    ("/settings/forms", "Новая форма", |it| it.forms.first().cloned().map(Entry::Form)),
    ("/settings/stages", "Новый этап", |it| it.deal_stages.first().cloned().map(Entry::DealStage)),
    ("/automation", "Новая SMS после звонка", |it| {
        it.rules.first().cloned().map(Entry::Rule)
    }),
];

/// E6: what a role may not set up is off in the settings, with the rules' own reason.
#[test]
fn e6_each_button_of_the_settings_is_off_exactly_when_the_role_may_not() {
    desk_test(World::still(), async |anna| {
        let mut at = still();
        for who in ["Анна Соколова (оператор)", "Светлана Юдина (супервизор)"]
        {
            if !who.starts_with(&at.operator().name) {
                crate::settings::sits_down(anna, who).await?;
                let sitting = at.world.directory().operators.iter().find(|it| who.starts_with(&it.name));
                at.me = sitting.unwrap_or_else(|| panic!("{who} does not work here")).id;
            }
            for (page, label, entry) in SHELVES {
                anna.goes(page).await?;
                let entry = entry(at.world.directory()).unwrap_or_else(|| panic!("{page} is empty"));
                let refusal = at.refusal(&SaveEntry { entry, seen: None }.into());
                let reason = refusal.filter(|it| *it == Refusal::NotYourPart).map(|it| at.said(&it));
                let expected = Control {
                    name: (*label).to_owned(),
                    is_off: reason.is_some(),
                    reason: reason.unwrap_or_default(),
                };
                agrees(anna, &format!("{who}, {page}"), async || {
                    let all = anna.controls(None).await?;
                    let wrong = all.iter().filter(|it| it.name == *label && **it != expected);
                    let mut wrong: Vec<_> = wrong.map(|it| format!("{it:?}")).collect();
                    if all.iter().all(|it| it.name != *label) {
                        wrong.push(format!("no «{label}»"));
                    }
                    let unknown =
                        all.iter().filter(|it| it.is_off && SHELVES.iter().all(|of| of.1 != it.name));
                    wrong.extend(unknown.map(|it| format!("«{}» is off and not in the table", it.name)));
                    Ok(wrong)
                })
                .await?;
            }
            let entry = Entry::Settings(at.world.directory().settings.clone());
            let refusal = at.refusal(&SaveEntry { entry, seen: None }.into());
            anna.goes("/settings/integrations").await?;
            match refusal.filter(|it| *it == Refusal::NotYourPart) {
                Some(refusal) => {
                    anna.sees(&at.said(&refusal)).await?;
                    anna.does_not_see("Сохранить").await?;
                }
                None => anna.sees("Сохранить").await?,
            }
        }
        Ok(())
    });
}

/// One who looks at every button and asks the rules about it.
struct Eye<'a> {
    anna: &'a Browser,
    at: &'a Standing,
    seen: BTreeSet<String>,
}

impl Eye<'_> {
    /// The header with its menus, the panel, the composer with its notes.
    async fn looks_all_over(&mut self, appeal: &Appeal, path: &str) -> Result<(), Failed> {
        let anna = self.anna;
        anna.goes(path).await?;
        self.looks_at(appeal, ROOM).await?;
        self.looks_at(appeal, PANEL).await?;
        anna.press_in(ROOM, MORE).await?;
        self.looks_at(appeal, MORE).await?;
        anna.hits(Key::Escape).await?;
        anna.press_in(ROOM, "Написать").await?;
        self.looks_at_the_ways(appeal).await?;
        anna.hits(Key::Escape).await?;
        if matches!(asked(self.at, appeal, (ROOM, "Позвонить")), Some(Asked::Choice)) {
            anna.press_in(ROOM, "Позвонить").await?;
            self.looks_at(appeal, "На какой номер").await?;
            anna.hits(Key::Escape).await?;
        }
        if appeal.operator() == Some(self.at.me) {
            anna.press_in(ROOM, "Перевести").await?;
            self.looks_at(appeal, RECEIVERS).await?;
            anna.hits(Key::Escape).await?;
            anna.does_not_see("Перевести обращение").await?;
            anna.press_in(ROOM, "Закрыть").await?;
            self.looks_at(appeal, "Закрыть обращение").await?;
            anna.hits(Key::Escape).await?;
        }
        anna.turns_to(if appeal.channel.carries_text() { "Заметки" } else { "Заметки и SMS" }).await?;
        anna.sees_in(ROOM, "Клиент не увидит").await?;
        self.looks_at(appeal, ROOM).await
    }

    /// Waits until each button of a place is as the rules have it.
    async fn looks_at(&mut self, appeal: &Appeal, place: &str) -> Result<(), Failed> {
        let seen = RefCell::new(Vec::new());
        agrees(self.anna, &format!("№ {}, «{place}»", appeal.number), async || {
            let all = self.anna.controls(Some(place)).await?;
            let wrong = all.iter().filter_map(|it| self.disagreement(appeal, place, it)).collect::<Vec<_>>();
            let is_empty = all.is_empty();
            seen.replace(all.into_iter().map(|it| it.name).collect());
            Ok(if is_empty { vec!["no button".to_owned()] } else { wrong })
        })
        .await?;
        self.seen.extend(seen.into_inner());
        Ok(())
    }

    /// What is wrong with a button; nothing where it is as the rules have it.
    fn disagreement(&self, appeal: &Appeal, place: &str, seen: &Control) -> Option<String> {
        let Control { name, is_off, reason } = seen;
        let Some(asked) = asked(self.at, appeal, (place, name)) else {
            return is_off.then(|| format!("«{name}» is off ({reason}) and not in the table of `known`"));
        };
        let refusal = match asked {
            Asked::Wish(command) => self.at.refusal(&command),
            Asked::Missing(refusal) => Some(refusal),
            Asked::Choice => None,
        };
        let expected = refusal.map(|refusal| self.at.said(&refusal));
        let shown = is_off.then(|| reason.clone());
        (shown != expected).then(|| format!("«{name}»: the screen says {shown:?}, the rules {expected:?}"))
    }

    /// Waits until the ways to the client are those that the rules tell, each off for their reason.
    async fn looks_at_the_ways(&self, appeal: &Appeal) -> Result<(), Failed> {
        let expected = self.at.lanes(appeal);
        agrees(self.anna, &format!("№ {}, the ways", appeal.number), async || {
            let all = self.anna.controls(Some("Связаться")).await?;
            let shown = all.iter().map(|it| {
                let title = Channel::ALL.into_iter().map(channel_title).find(|of| it.name.starts_with(of));
                (title.unwrap_or("?"), it.is_off.then(|| it.reason.clone()))
            });
            let shown: Vec<_> = shown.collect();
            Ok(if shown == expected { Vec::new() } else { vec![format!("{shown:?}, not {expected:?}")] })
        })
        .await
    }

    fn has_seen_all<'b>(&self, labels: impl Iterator<Item = &'b str>) {
        let unseen = labels.filter(|label| !self.seen.iter().any(|seen| seen.starts_with(label)));
        let unseen: Vec<_> = unseen.collect();
        assert!(unseen.is_empty(), "none of these was on any of the screens: {unseen:?}");
    }
}

/// Waits until nothing is wrong any more; tells what still is.
async fn agrees(
    anna: &Browser,
    what: &str,
    look: impl AsyncFn() -> thirtyfour::error::WebDriverResult<Vec<String>>,
) -> Result<(), Failed> {
    let wrong = RefCell::new(Vec::new());
    let looks = async || {
        wrong.replace(look().await?);
        Ok(wrong.borrow().is_empty().then_some(()))
    };
    let agreed = anna.until(what, looks).await;
    Ok(agreed.map_err(|_| Unmet(format!("{what}:\n  {}", wrong.borrow().join("\n  "))))?)
}

fn still() -> Standing {
    Standing::still().unwrap_or_else(|error| panic!("{error}"))
}
