//! Forms that collect contacts (W9): their questions, in order.

use crate::desk::Desk;
use crate::i18n::{tr, tr_count, words};
use crate::parts::{EntryRow, Fields, Section};
use crate::ui::{Button, CheckField, Each, Look, SelectField, TextField};
use desk_contract::directory::{Directory, Entry, EntryRef};
use desk_contract::form::{FieldKind, Form, FormField};
use desk_contract::id::FormId;
use leptos::prelude::*;

const KINDS: [FieldKind; 4] = [FieldKind::Name, FieldKind::Phone, FieldKind::Mail, FieldKind::Text];

pub(super) const SECTION: Section = Section {
    key: "form",
    title: || tr!(settings.forms),
    add: || tr!(form_entry.add),
    empty: || tr!(form_entry.none),
    rows,
    blank,
    fields,
    is_removable: true,
};

fn rows(directory: &Directory) -> Vec<EntryRow> {
    let row = |form: &Form| {
        let hint = tr_count!(form_entry.questions, form.fields.len());
        EntryRow { hint, ..EntryRow::named(form.id, EntryRef::Form(form.id), &form.title) }
    };
    directory.forms.iter().map(row).collect()
}

fn blank(desk: Desk) -> Entry {
    let name = FormField {
        key: "1".to_owned(),
        label: untrack(|| tr!(form_entry.kind_name)),
        kind: FieldKind::Name,
        is_required: true,
    };
    Entry::Form(Form { id: desk.new_id(FormId::new), title: String::new(), fields: vec![name] })
}

/// A question while it is edited.
#[derive(Clone, Copy)]
struct Question {
    /// What its answer travels under; stays when the question is moved or renamed.
    key: StoredValue<String>,
    label: RwSignal<String>,
    kind: RwSignal<String>,
    is_required: RwSignal<bool>,
}

impl Question {
    fn of(field: FormField) -> Self {
        Self {
            key: StoredValue::new(field.key),
            label: RwSignal::new(field.label),
            kind: RwSignal::new(kind_key(field.kind).to_owned()),
            is_required: RwSignal::new(field.is_required),
        }
    }

    fn typed(self) -> Option<FormField> {
        let kind = KINDS.into_iter().find(|one| kind_key(*one) == self.kind.read().as_str())?;
        let (key, label) = (self.key.get_value(), self.label.get());
        Some(FormField { key, label, kind, is_required: self.is_required.get() })
    }
}

fn fields(entry: Entry) -> Fields {
    let Entry::Form(form) = entry else { return Fields::none() };
    let id = form.id;
    let title = RwSignal::new(form.title);
    let questions = RwSignal::new(form.fields.into_iter().map(Question::of).collect::<Vec<_>>());
    let typed = Signal::derive(move || {
        let fields = questions.read().iter().map(|question| question.typed()).collect::<Option<Vec<_>>>()?;
        Some(Entry::Form(Form { id, title: title.get(), fields }))
    });
    // What a question is made of belongs to the form, not to the press that adds it.
    let owner = Owner::current().unwrap_or_default();
    let add = move |()| {
        let key = next_key(&questions.read_untracked());
        let (label, kind) = (String::new(), FieldKind::Text);
        let question = owner.with(|| Question::of(FormField { key, label, kind, is_required: false }));
        questions.update(|questions| questions.push(question));
    };
    let one = move |question: Question| view! { <QuestionFields question questions /> };
    let view = view! {
        <TextField label=words!(form_entry.title) value=title />
        <ol class="questions" aria-label=words!(form_entry.fields)>
            <Each each=move || questions.get() key=|question| question.key.get_value() children=one />
        </ol>
        <div><Button label=words!(form_entry.add_question) icon=icondata_lu::LuPlus on_press=add /></div>
    };
    Fields { view: view.into_any(), typed }
}

/// One question, with its place among the others.
#[component]
fn QuestionFields(question: Question, questions: RwSignal<Vec<Question>>) -> impl IntoView {
    let place = Memo::new(move |_| {
        let key = question.key.get_value();
        questions.read().iter().position(|other| other.key.get_value() == key).unwrap_or(0)
    });
    let count = move || questions.read().len();
    let kinds = Signal::derive(|| KINDS.map(|kind| (kind_key(kind).to_owned(), kind_name(kind))).to_vec());
    let swap = move |with: usize| {
        let place = place.get_untracked();
        questions.update(|questions| {
            if place < questions.len() && with < questions.len() {
                questions.swap(place, with);
            }
        });
    };
    let is_first = Signal::derive(move || (place.get() == 0).then(|| tr!(form_entry.is_first)));
    let is_last = Signal::derive(move || (place.get() + 1 == count()).then(|| tr!(form_entry.is_last)));
    let is_only = Signal::derive(move || (count() == 1).then(|| tr!(form_entry.is_only)));
    let remove = move |()| {
        let place = place.get_untracked();
        questions.update(|questions| _ = questions.remove(place));
    };
    view! {
        <li class="question-fields" aria-label=move || tr!(form_entry.question, number = place.get() + 1)>
            <div class="form__row">
                <TextField label=words!(form_entry.label) value=question.label />
                <SelectField label=words!(form_entry.kind) options=kinds value=question.kind />
            </div>
            <div class="question-fields__foot">
                <CheckField label=words!(form_entry.is_required) value=question.is_required />
                <Button label=words!(form_entry.up) icon=icondata_lu::LuArrowUp icon_alone=true look=Look::Quiet refusal=is_first on_press=move |()| swap(place.get_untracked().saturating_sub(1)) />
                <Button label=words!(form_entry.down) icon=icondata_lu::LuArrowDown icon_alone=true look=Look::Quiet refusal=is_last on_press=move |()| swap(place.get_untracked() + 1) />
                <Button label=words!(form_entry.remove) icon=icondata_lu::LuTrash2 icon_alone=true look=Look::Quiet refusal=is_only on_press=remove />
            </div>
        </li>
    }
}

/// A key that no question has.
fn next_key(questions: &[Question]) -> String {
    let numbers = questions.iter().filter_map(|question| question.key.get_value().parse::<u32>().ok());
    (numbers.max().unwrap_or(0).max(u32::try_from(questions.len()).unwrap_or(0)) + 1).to_string()
}

fn kind_key(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Name => "name",
        FieldKind::Phone => "phone",
        FieldKind::Mail => "mail",
        FieldKind::Text => "text",
    }
}

fn kind_name(kind: FieldKind) -> String {
    match kind {
        FieldKind::Name => tr!(form_entry.kind_name),
        FieldKind::Phone => tr!(form_entry.kind_phone),
        FieldKind::Mail => tr!(form_entry.kind_mail),
        FieldKind::Text => tr!(form_entry.kind_text),
    }
}
