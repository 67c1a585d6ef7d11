//! The text of a rule: written with variables that are put in at the caret, and what is wrong with it in words.

use super::preview::Preview;
use crate::i18n::{language, tr, words};
use crate::ui::{Menu, TextArea};
use desk_contract::template::{Template, TemplateError, Variable};
use leptos::html;
use leptos::prelude::*;

/// The field, the list of variables, and what the client would read.
#[component]
pub(super) fn RuleText(text: RwSignal<String>) -> impl IntoView {
    let element = NodeRef::<html::Textarea>::new();
    let parsed = Memo::new(move |_| text.read().parse::<Template>());
    let error = Signal::derive(move || {
        let error: TemplateError = parsed.read().as_ref().err()?.clone();
        Some(error.sentence(language()))
    });
    let content = move |close: Callback<()>| {
        let one = move |variable: Variable| {
            let take = move |_| {
                close.run(());
                put_in(element, text, variable);
            };
            view! {
                <li>
                    <button type="button" class="variable" on:click=take>
                        <span>{move || variable_name(variable)}</span>
                        <code class="variable__name">{move || format!("{{{}}}", variable.name(language()))}</code>
                    </button>
                </li>
            }
        };
        view! { <ul class="variables" aria-label=words!(rule.variables)>{Variable::ALL.map(one).collect_view()}</ul> }.into_any()
    };
    view! {
        <section class="rule-text" aria-label=words!(rule.text)>
            <TextArea label=words!(rule.text) value=text rows=5 placeholder=words!(rule.text_example) error element />
            <div class="rule-text__tools">
                <Menu label=words!(rule.put_variable) icon=icondata_lu::LuBraces content />
            </div>
            <Preview parsed />
        </section>
    }
}

/// Puts a variable where the caret is, in place of what is selected, and leaves the caret behind it.
fn put_in(element: NodeRef<html::Textarea>, text: RwSignal<String>, variable: Variable) {
    let Some(element) = element.get_untracked() else { return };
    let written = format!("{{{}}}", untrack(|| variable.name(language())));
    let before: Vec<u16> = element.value().encode_utf16().collect();
    let place = |place: Option<u32>| place.map_or(before.len(), |it| (it as usize).min(before.len()));
    let start = place(element.selection_start().ok().flatten());
    let end = place(element.selection_end().ok().flatten()).max(start);
    let mut after = String::from_utf16_lossy(before.get(..start).unwrap_or_default());
    after.push_str(&written);
    let caret = u32::try_from(after.encode_utf16().count()).unwrap_or(u32::MAX);
    after.push_str(&String::from_utf16_lossy(before.get(end..).unwrap_or_default()));
    // Into the element first: the signal then finds it there and leaves the caret alone.
    element.set_value(&after);
    text.set(after);
    // Focus and selection can be refused only by an element that is not shown.
    let _ = element.focus();
    let _ = element.set_selection_range(caret, caret);
}

fn variable_name(variable: Variable) -> String {
    match variable {
        Variable::ClientName => tr!(rule.var_client_name),
        Variable::ClientFirstName => tr!(rule.var_client_first_name),
        Variable::OperatorName => tr!(rule.var_operator_name),
        Variable::AppealNumber => tr!(rule.var_appeal_number),
        Variable::Group => tr!(rule.var_group),
        Variable::EntryPoint => tr!(rule.var_entry_point),
        Variable::Date => tr!(rule.var_date),
        Variable::Time => tr!(rule.var_time),
        Variable::Company => tr!(rule.var_company),
    }
}
