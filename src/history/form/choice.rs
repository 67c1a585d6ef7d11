//! Any of several in a panel under a button that says what is chosen; with a search where there are many.
//!
//! Owns: the button's words, the search, the boxes. Never: what there is to choose.

use crate::i18n::{tr, words};
use crate::ui::{Button, Each, LineKind, Look, Menu, TextField};
use leptos::prelude::*;

/// From so many on one may search.
const MANY: usize = 8;
/// So many are named on the button.
const NAMED: usize = 2;

/// One that may be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::history) struct Choice {
    /// What it is known by.
    pub(in crate::history) key: String,
    /// What the operator reads.
    pub(in crate::history) title: String,
    /// How far down a tree it stands, from 0.
    pub(in crate::history) level: usize,
    /// All that is chosen with it: itself and whatever hangs on it.
    pub(in crate::history) branch: Vec<String>,
    /// Its name with those above it, which is searched and tells two of one name apart.
    pub(in crate::history) path: String,
}

impl Choice {
    /// One that stands alone.
    pub(in crate::history) fn alone(key: String, title: String) -> Self {
        Self { branch: vec![key.clone()], path: title.clone(), level: 0, key, title }
    }

    fn is_whole(&self, chosen: &[String]) -> bool {
        self.branch.iter().all(|key| chosen.contains(key))
    }

    fn is_in_part(&self, chosen: &[String]) -> bool {
        !self.is_whole(chosen) && self.branch.iter().any(|key| chosen.contains(key))
    }
}

/// The field.
#[component]
pub(in crate::history) fn MultiChoice(
    /// What is chosen.
    #[prop(into)]
    label: Signal<String>,
    /// What there is, a branch before what hangs on it.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// The keys of the chosen ones; none is all.
    value: RwSignal<Vec<String>>,
) -> impl IntoView {
    let shown = Signal::derive(move || summary(&choices.read(), &value.read()));
    let name = Signal::derive(move || format!("{}: {}", label.get(), shown.get()));
    let content = move |_| view! { <Boxes label choices value /> }.into_any();
    view! {
        <div class="multi-choice" data-set=move || (!value.read().is_empty()).then_some("")>
            <span class="field__label" aria-hidden="true">{label}</span>
            <Menu label=shown name icon=icondata_lu::LuChevronDown content />
        </div>
    }
}

/// The names of what is chosen: of a whole branch only its own.
fn summary(choices: &[Choice], chosen: &[String]) -> String {
    if chosen.is_empty() {
        return tr!(history.all);
    }
    let mut covered: Vec<&String> = Vec::new();
    let mut titles = Vec::new();
    for choice in choices {
        let is_branch = choice.branch.len() > 1;
        let is_named = if is_branch { choice.is_whole(chosen) } else { chosen.contains(&choice.key) };
        if is_named && !covered.contains(&&choice.key) {
            covered.extend(&choice.branch);
            titles.push(choice.title.as_str());
        } else if chosen.contains(&choice.key) && !covered.contains(&&choice.key) {
            titles.push(choice.title.as_str());
        }
    }
    match titles.len() {
        0 => tr!(history.chosen_count, count = chosen.len()),
        1..=NAMED => titles.join(", "),
        count => tr!(history.chosen_count, count = count),
    }
}

#[component]
fn Boxes(label: Signal<String>, choices: Signal<Vec<Choice>>, value: RwSignal<Vec<String>>) -> impl IntoView {
    let sought = RwSignal::new(String::new());
    let is_long = choices.read_untracked().len() > MANY;
    let found = Memo::new(move |_| {
        let sought = plain(sought.read().trim());
        let choices = choices.read();
        choices.iter().filter(|it| plain(&it.path).contains(&sought)).cloned().collect::<Vec<_>>()
    });
    let is_sought = Memo::new(move |_| !sought.read().trim().is_empty());
    let one = move |choice: Choice| view! { <Box choice value is_sought /> };
    view! {
        <div class="boxes">
            {is_long.then(|| view! { <TextField label=words!(card.search) value=sought kind=LineKind::Search takes_focus=true /> })}
            <ul class="boxes__list" aria-label=label>
                <Each each=move || found.get() key=|choice| choice.key.clone() children=one />
            </ul>
            <p class="finder__nothing" role="status">{move || found.read().is_empty().then(|| tr!(palette.nothing))}</p>
            <Show when=move || !value.read().is_empty()>
                <Button label=words!(history.clear_choice) look=Look::Quiet on_press=move |()| value.set(Vec::new()) />
            </Show>
        </div>
    }
}

#[component]
fn Box(choice: Choice, value: RwSignal<Vec<String>>, is_sought: Memo<bool>) -> impl IntoView {
    let choice = StoredValue::new(choice);
    let is_whole = Memo::new(move |_| choice.with_value(|it| it.is_whole(&value.read())));
    let is_in_part = Memo::new(move |_| choice.with_value(|it| it.is_in_part(&value.read())));
    let choose = move |_| {
        let is_on = !is_whole.get_untracked();
        let branch = choice.with_value(|it| it.branch.clone());
        value.update(|value| {
            value.retain(|key| !branch.contains(key));
            if is_on {
                value.extend(branch);
            }
        });
    };
    // While one searches, what was found stands without its tree.
    let title =
        move || choice.with_value(|it| if is_sought.get() { it.path.clone() } else { it.title.clone() });
    let level = move || if is_sought.get() { 0 } else { choice.with_value(|it| it.level) };
    view! {
        <li style:--level=move || level().to_string() class="boxes__one">
            <label class="choice">
                <input type="checkbox" prop:checked=is_whole prop:indeterminate=is_in_part on:change=choose />
                <span>{title}</span>
            </label>
        </li>
    }
}

fn plain(text: &str) -> String {
    text.to_lowercase().replace('ё', "е")
}
