//! What this device keeps for its operator: drafts, and how the screen was left.
//!
//! Owns: their keys in the browser's local store, which is written at once, so that not even a
//! crash loses a draft. Never: anything that the backend must know.

use desk_contract::id::{AppealId, CommandId, OperatorId};
use desk_contract::own::DraftKind;

/// What the keys of drafts begin with.
const DRAFT: &str = "desk.draft.";
/// And end with.
const KINDS: [(DraftKind, &str); 4] = [
    (DraftKind::Message, "message"),
    (DraftKind::Mail, "mail"),
    (DraftKind::Note, "note"),
    (DraftKind::Comment, "comment"),
];
/// What the keys of commands begin with that no larger store has yet.
const PRESSED: &str = "desk.pressed.";

/// A choice of the operator's about the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keepsake {
    /// `ru` or `en`.
    Language,
    /// `light` or `dark`; the system's own choice where nothing is kept.
    Theme,
    /// `on` or `off`.
    Sound,
    /// How wide queue and list are, in pixels.
    SideWidth,
    /// How wide the client's panel is, in pixels.
    PanelWidth,
    /// Whether single keys do something: `on` or `off`.
    Shortcuts,
    /// The sections of the cards that are folded, by name, with a space between.
    Folded,
    /// `latest` or `owed`: which of the appeals in work come first.
    ListOrder,
    /// How many past appeals the demo has, where its address once named a number.
    Archived,
}

impl Keepsake {
    fn key(self) -> &'static str {
        match self {
            Self::Language => "desk.language",
            Self::Theme => "desk.theme",
            Self::Sound => "desk.sound",
            Self::SideWidth => "desk.width.side",
            Self::PanelWidth => "desk.width.panel",
            Self::Shortcuts => "desk.shortcuts",
            Self::Folded => "desk.folded",
            Self::ListOrder => "desk.list-order",
            Self::Archived => "desk.archived",
        }
    }
}

/// What was kept, if anything.
pub(crate) fn kept(what: Keepsake) -> Option<String> {
    read(what.key())
}

/// Keeps a choice.
pub(crate) fn keep(what: Keepsake, value: &str) {
    write(what.key(), value);
}

/// Unsent words in an appeal, where they were kept here.
pub(crate) fn draft(appeal: AppealId, kind: DraftKind) -> Option<String> {
    read(&draft_key(appeal, kind))
}

/// In which appeals, and for what, unsent words are kept here.
pub(crate) fn drafts() -> Vec<(AppealId, DraftKind)> {
    let place = |key: &String| {
        let (appeal, kind) = key.strip_prefix(DRAFT)?.split_once('.')?;
        let kind = KINDS.into_iter().find(|(_, name)| *name == kind)?.0;
        Some((appeal.parse().ok()?, kind))
    };
    keys(DRAFT).iter().filter_map(place).collect()
}

/// Keeps unsent words. Empty ones are kept too: they say that what the backend still has is gone.
pub(crate) fn keep_draft(appeal: AppealId, kind: DraftKind, text: &str) {
    write(&draft_key(appeal, kind), text);
}

/// Forgets unsent words: the backend knows them.
pub(crate) fn forget_draft(appeal: AppealId, kind: DraftKind) {
    erase(&draft_key(appeal, kind));
}

/// Keeps what was just pressed, as text, until a larger store has it: this one is written at once.
pub(crate) fn keep_pressed(id: CommandId, text: &str) {
    write(&pressed_key(id), text);
}

/// A larger store has it, or it was answered.
pub(crate) fn forget_pressed(id: CommandId) {
    erase(&pressed_key(id));
}

/// All that was pressed and lies in no larger store.
pub(crate) fn pressed() -> Vec<String> {
    keys(PRESSED).iter().filter_map(|key| read(key)).collect()
}

fn pressed_key(id: CommandId) -> String {
    format!("{PRESSED}{id}")
}

/// What the operator chose here and the backend does not know yet, as text.
pub(crate) fn unsaved_preferences(operator: OperatorId) -> Option<String> {
    read(&preferences_key(operator))
}

/// Keeps it until the backend knows it.
pub(crate) fn keep_unsaved_preferences(operator: OperatorId, preferences: &str) {
    write(&preferences_key(operator), preferences);
}

/// The backend knows it.
pub(crate) fn forget_unsaved_preferences(operator: OperatorId) {
    erase(&preferences_key(operator));
}

fn preferences_key(operator: OperatorId) -> String {
    format!("desk.preferences.{operator}")
}

/// Forgets a choice: what the system or the browser asks for holds again.
pub(crate) fn forget(what: Keepsake) {
    erase(what.key());
}

/// Forgets every draft: the appeals that they belong to are gone.
pub(crate) fn forget_drafts() {
    keys(DRAFT).iter().for_each(|key| erase(key));
}

/// Every key that begins so.
fn keys(beginning: &str) -> Vec<String> {
    let Some(store) = store() else { return Vec::new() };
    let count = store.length().unwrap_or(0);
    let all = (0..count).filter_map(|place| store.key(place).ok().flatten());
    all.filter(|key| key.starts_with(beginning)).collect()
}

fn draft_key(appeal: AppealId, kind: DraftKind) -> String {
    let name = KINDS.iter().find(|it| it.0 == kind).map_or("", |it| it.1);
    format!("{DRAFT}{appeal}.{name}")
}

fn store() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn read(key: &str) -> Option<String> {
    store()?.get_item(key).ok()?
}

fn write(key: &str, value: &str) {
    if let Some(store) = store() {
        // A full or closed store costs the convenience, not the work: the text is still on screen.
        let _ = store.set_item(key, value);
    }
}

fn erase(key: &str) {
    if let Some(store) = store() {
        // A store that refuses to forget is closed, and then keeps nothing that could be seen.
        let _ = store.remove_item(key);
    }
}
