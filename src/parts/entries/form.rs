//! The form of one entry: fields, what stands in the way, what somebody else changed meanwhile; saving and removing.

use super::done::say_done;
use super::naming::{id_of, title_of};
use super::unsaved::{Typed, Unsaved};
use super::{Fields, Section, why_not_mine};
use crate::desk::{Desk, use_desk};
use crate::i18n::{language, tr, words};
use crate::parts::use_command;
use crate::ui::{Button, Icon, Look, Toasts};
use desk_contract::command::{RemoveEntry, SaveEntry};
use desk_contract::directory::Entry;
use desk_contract::{Command, Refusal};
use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_navigate};
use wasm_bindgen::JsCast;

/// The form. It is made anew when the entry changes and nothing was typed into it.
#[component]
pub(crate) fn EntryForm(
    /// The page's address.
    home: &'static str,
    section: Section,
    /// As it stands, or as it begins.
    entry: Entry,
    is_new: bool,
    unsaved: Unsaved,
    /// Whether it stands alone on its page.
    #[prop(optional)]
    is_alone: bool,
) -> impl IntoView {
    let from = RwSignal::new(entry);
    let anew = Callback::new(move |entry| from.set(entry));
    move || {
        let form = Form::new(section, from.get(), is_new, unsaved);
        view! { <FormBody home form section is_alone anew /> }
    }
}

/// What a form knows of its entry.
#[derive(Clone, Copy)]
struct Form {
    desk: Desk,
    unsaved: Unsaved,
    key: StoredValue<String>,
    is_new: bool,
    /// As it stood when the form was opened, or a new one as it began.
    stood: RwSignal<Entry>,
    /// What the fields were filled with.
    filled: StoredValue<Entry>,
}

impl Form {
    fn new(section: Section, entry: Entry, is_new: bool, unsaved: Unsaved) -> Self {
        let key = match entry.reference() {
            Some(_) if is_new => format!("new-{}", section.key),
            _ => id_of(&entry),
        };
        let kept = unsaved.kept(&key);
        let (stood, filled) = kept.map_or_else(|| (entry.clone(), entry), |it| (it.stood, it.typed));
        let (key, filled) = (StoredValue::new(key), StoredValue::new(filled));
        Self { desk: use_desk(), unsaved, key, is_new, stood: RwSignal::new(stood), filled }
    }

    /// The command that saves what was typed.
    fn saving(self, entry: Entry) -> SaveEntry {
        let seen = (!self.is_new).then(|| self.stood.get());
        SaveEntry { entry, seen }
    }

    /// Remembers what was typed for when the operator comes back to it.
    fn remember(self, typed: Option<Entry>) {
        let stood = self.stood.get();
        self.key.with_value(|key| match typed {
            Some(typed) if typed != stood => self.unsaved.keep(key, Typed { stood, typed }),
            Some(_) => self.unsaved.forget(key),
            None => {}
        });
    }
}

#[component]
fn FormBody(
    home: &'static str,
    form: Form,
    section: Section,
    is_alone: bool,
    /// Makes the form anew of an entry.
    anew: Callback<Entry>,
) -> impl IntoView {
    let desk = form.desk;
    let Fields { view, typed } = (section.fields)(form.filled.get_value());
    let forbidden = Memo::new(move |_| why_not_mine(desk, &form.stood.read()));
    let refusal = Memo::new(move |_| desk.refusal_beside(&form.saving(typed.get()?)));
    Effect::new(move |_| form.remember(typed.get()));
    follow(form, typed, anew);
    let title = move || if form.is_new { (section.add)() } else { title_of(&form.stood.read()) };
    let title = Signal::derive(move || if is_alone { (section.title)() } else { title() });
    let element = NodeRef::<html::Form>::new();
    Effect::new(move |_| {
        if form.is_new
            && let Some(form) = element.get()
        {
            focus_first_field(&form);
        }
    });
    let back = (!is_alone).then(|| view! {
        <a href=home class="button entry-form__back" data-look="quiet" data-alone="" aria-label=words!(entries.back)>
            <Icon icon=icondata_lu::LuArrowLeft />
        </a>
    });
    view! {
        <form class="entry-form" aria-label=title node_ref=element on:submit=move |event| event.prevent_default()>
            <header class="entry-form__head">{back}<h2 class="entry-form__title">{title}</h2></header>
            {move || forbidden.get().map(|why| view! { <Forbidden why /> })}
            <fieldset class="entry-form__fields" disabled=move || forbidden.read().is_some() aria-label=title>{view}</fieldset>
            <ChangedMeanwhile form section refusal anew />
            <Show when=move || forbidden.read().is_none()>
                <Buttons home form section typed refusal anew />
            </Show>
        </form>
    }
}

/// Takes over what changed elsewhere, as long as nothing was typed here.
fn follow(form: Form, typed: Signal<Option<Entry>>, anew: Callback<Entry>) {
    Effect::new(move |_| {
        let stood = form.stood.get_untracked();
        let current = form.desk.directory.read().known(&stood);
        let is_clean = typed.get_untracked().as_ref() == Some(&stood);
        if let Some(current) = current.filter(|current| is_clean && !form.is_new && *current != stood) {
            anew.run(current);
        }
    });
}

/// Why everything is off.
#[component]
fn Forbidden(why: String) -> impl IntoView {
    view! {
        <p class="entry-form__notice" role="note"><Icon icon=icondata_lu::LuLock /><span>{why}". "{words!(entries.forbidden)}</span></p>
    }
}

/// Somebody changed the entry while something was typed: what stands there now, and the two ways on.
#[component]
fn ChangedMeanwhile(
    form: Form,
    section: Section,
    refusal: Memo<Option<Refusal>>,
    anew: Callback<Entry>,
) -> impl IntoView {
    let desk = form.desk;
    let current = Memo::new(move |_| {
        let is_changed = matches!(*refusal.read(), Some(Refusal::Changed { .. }));
        is_changed.then(|| desk.directory.read().known(&form.stood.read())).flatten()
    });
    let take_theirs = move |()| {
        if let Some(current) = current.get_untracked() {
            form.key.with_value(|key| form.unsaved.forget(key));
            anew.run(current);
        }
    };
    let keep_mine = move |()| {
        if let Some(current) = current.get_untracked() {
            form.stood.set(current);
        }
    };
    let shown = move |current: Entry| {
        view! {
            <section class="entry-form__changed" role="alert" aria-label=words!(entries.changed)>
                <p class="entry-form__changed-title">{words!(entries.changed)}</p>
                <fieldset class="entry-form__fields" disabled>{(section.fields)(current).view}</fieldset>
                <div class="form__buttons">
                    <Button label=words!(entries.take_theirs) on_press=take_theirs />
                    <Button label=words!(entries.keep_mine) on_press=keep_mine />
                </div>
            </section>
        }
    };
    move || current.get().map(shown)
}

#[component]
fn Buttons(
    home: &'static str,
    form: Form,
    section: Section,
    typed: Signal<Option<Entry>>,
    refusal: Memo<Option<Refusal>>,
    anew: Callback<Entry>,
) -> impl IntoView {
    let desk = form.desk;
    let is_touched = Memo::new(move |_| typed.read().as_ref() != Some(&*form.stood.read()));
    let why_not = Signal::derive(move || {
        if typed.read().is_none() {
            return Some(tr!(entries.mend_fields));
        }
        let refused = refusal.get().map(|refusal| desk.sentence(&refusal, language()));
        refused.or_else(|| (!form.is_new && !is_touched.get()).then(|| tr!(entries.nothing_changed)))
    });
    let (busy, save) = use_save(home, form, section, typed);
    let give_up = move |()| {
        form.key.with_value(|key| form.unsaved.forget(key));
        anew.run(form.stood.get_untracked());
    };
    view! {
        <div class="entry-form__buttons">
            {(section.is_removable && !form.is_new).then(|| view! { <RemoveButton home form /> })}
            <p class="entry-form__reason" role="status">{move || why_not.get().filter(|_| is_touched.get())}</p>
            <Show when=move || is_touched.get()>
                <Button label=words!(entries.give_up) look=Look::Quiet on_press=give_up />
            </Show>
            <Button label=words!(entries.save) look=Look::Primary busy refusal=why_not on_press=save />
        </div>
    }
}

/// Saves what was typed, and offers to take that back.
fn use_save(
    home: &'static str,
    form: Form,
    section: Section,
    typed: Signal<Option<Entry>>,
) -> (RwSignal<bool>, Callback<()>) {
    let toasts = expect_context::<Toasts>();
    let (desk, unsaved, is_new, stood) = (form.desk, form.unsaved, form.is_new, form.stood);
    let (navigate, path) = (use_navigate(), use_location().pathname);
    let key = form.key.get_value();
    let begun_at = format!("{home}/{key}");
    let command = move || {
        let entry = typed.get_untracked()?;
        Some(untrack(|| form.saving(entry)).into())
    };
    use_command(command, move |done| {
        let Command::SaveEntry(saved) = done else { return };
        unsaved.forget(&key);
        let undo = match &saved.seen {
            Some(seen) => Some(SaveEntry { entry: seen.clone(), seen: Some(saved.entry.clone()) }.into()),
            None => saved
                .entry
                .reference()
                .filter(|_| section.is_removable)
                .map(|it| RemoveEntry { entry: it }.into()),
        };
        say_done(desk, toasts, untrack(|| tr!(entries.saved)), undo);
        if is_new && path.try_get_untracked().is_some_and(|path| path == begun_at) {
            navigate(&format!("{home}/{}", id_of(&saved.entry)), Default::default());
        } else {
            // The form may be gone by now.
            stood.try_set(saved.entry.clone());
        }
    })
}

/// Takes the entry out at once and offers to put it back: undone rather than asked.
#[component]
fn RemoveButton(home: &'static str, form: Form) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let (desk, stood) = (form.desk, form.stood);
    let navigate = use_navigate();
    let removing = move || Some(RemoveEntry { entry: stood.read().reference()? });
    let refusal = Signal::derive(move || {
        let refusal = desk.refusal_beside(&removing()?)?;
        Some(desk.sentence(&refusal, language()))
    });
    let removed = form.stood.get_untracked();
    let command = move || untrack(removing).map(Into::into);
    let (busy, remove) = use_command(command, move |_| {
        let back = SaveEntry { entry: removed.clone(), seen: None };
        say_done(
            desk,
            toasts,
            untrack(|| tr!(entries.removed, title = title_of(&removed))),
            Some(back.into()),
        );
        navigate(home, Default::default());
    });
    view! { <Button label=words!(entries.remove) icon=icondata_lu::LuTrash2 look=Look::Quiet busy refusal on_press=remove /> }
}

fn focus_first_field(form: &web_sys::HtmlFormElement) {
    let field = form.query_selector("input, textarea, select").ok().flatten();
    if let Some(field) = field.and_then(|field| field.dyn_into::<web_sys::HtmlElement>().ok()) {
        // Focus can be refused only by an element that is not shown.
        let _ = field.focus();
    }
}
