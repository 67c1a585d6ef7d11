//! The first start: an administrator with a password that is shown once, and as much of a directory as lets him work.
//!
//! Owns: what stands there before anybody has set anything up. Never: changes what an administrator did.

use crate::chance;
use crate::failure::Failure;
use crate::http::password;
use crate::store::{Part, Store, accounts};
use desk_contract::channel::Channel;
use desk_contract::deal::{DealStage, StageKind};
use desk_contract::directory::{Entry, EntryPoint, Group, Operator, OutcomeEntry, Settings, Widget};
use desk_contract::event::EntrySaved;
use desk_contract::id::{DealStageId, EntryPointId, GroupId, OperatorId, OutcomeId, WidgetId};
use desk_contract::operator::{Presence, Role};
use desk_contract::{Event, Refusal};

/// The name that the administrator signs in with.
const LOGIN: &str = "admin";

/// An account that was just made, with its password, which is known nowhere else.
#[derive(Clone, PartialEq, Eq)]
pub struct NewAccount {
    /// The name to sign in with.
    pub login: String,
    /// The password.
    pub password: String,
}

/// A password is in no log.
impl std::fmt::Debug for NewAccount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewAccount").field("login", &self.login).finish_non_exhaustive()
    }
}

/// Makes the administrator, where nobody works here yet.
pub(crate) async fn first_start(store: &Store) -> Result<Option<NewAccount>, Failure> {
    if !store.directory().await?.operators.is_empty() {
        return Ok(None);
    }
    let password = chance::password();
    let hash = password::hash(&password).await?;
    let mut writing = store.begin().await?;
    let directory = store.directory_by(&mut writing.transaction).await?;
    // Another process may have started first.
    if !directory.operators.is_empty() {
        return Ok(None);
    }
    let (administrator, entries) = entries();
    let events = entries.into_iter().map(|entry| Event::EntrySaved(EntrySaved { entry })).collect();
    let mut part = Part::read(&mut writing.transaction, directory, &[]).await?;
    writing.record(store.dialect(), &mut part, (chance::now(), None), events).await?;
    accounts::put_account(&mut writing.transaction, (LOGIN, administrator), &hash).await?;
    writing.commit().await?;
    Ok(Some(NewAccount { login: LOGIN.to_owned(), password }))
}

/// Lets an operator sign in under a name, with a new password. Answers too by what the sessions that it ended were known.
pub(crate) async fn give_account(
    store: &Store,
    login: &str,
    operator: OperatorId,
) -> Result<(NewAccount, Vec<String>), Failure> {
    let password = chance::password();
    let hash = password::hash(&password).await?;
    let mut writing = store.begin().await?;
    let known = accounts::account(&mut writing.transaction, login).await?;
    if known.is_some_and(|account| account.operator != operator.to_string()) {
        return Err(Refusal::AlreadyExists.into());
    }
    let ended = accounts::end_sessions(&mut writing.transaction, operator, None).await?;
    accounts::put_account(&mut writing.transaction, (login, operator), &hash).await?;
    writing.commit().await?;
    Ok((NewAccount { login: login.to_lowercase(), password }, ended))
}

fn entries() -> (OperatorId, Vec<Entry>) {
    let now = chance::now();
    let (administrator, group) = (OperatorId::new(now, chance::bytes()), GroupId::new(now, chance::bytes()));
    let line = EntryPointId::new(now, chance::bytes());
    let outcome = |title: &str| {
        Entry::Outcome(OutcomeEntry {
            id: OutcomeId::new(now, chance::bytes()),
            title: title.to_owned(),
            is_put_away: false,
        })
    };
    let stage = |title: &str, kind| {
        let id = DealStageId::new(now, chance::bytes());
        Entry::DealStage(DealStage { id, title: title.to_owned(), kind })
    };
    let widget = WidgetId::new(now, chance::bytes());
    let entries = vec![
        Entry::Settings(Settings::default()),
        Entry::Group(Group {
            id: group,
            title: "Поддержка".to_owned(),
            waiting_target_ms: 60_000,
            answering_target_ms: Some(120_000),
        }),
        Entry::Operator(Operator {
            id: administrator,
            name: "Администратор".to_owned(),
            groups: vec![group],
            role: Role::Administrator,
            presence: Presence::Offline,
        }),
        Entry::EntryPoint(EntryPoint {
            id: line,
            channel: Channel::SiteChat,
            address: "Чат на сайте".to_owned(),
            comment: None,
        }),
        Entry::Widget(Widget { id: widget, title: "Сайт".to_owned(), entry_points: vec![line] }),
        outcome("Вопрос решён"),
        outcome("Вопрос не решён"),
        stage("Новая", StageKind::Open),
        stage("В работе", StageKind::Open),
        stage("Успешно", StageKind::Won),
        stage("Отказ", StageKind::Lost),
    ];
    (administrator, entries)
}
