//! Integrations and what the company is called: YooKassa (W8), the CRM (H9), conferences (H3).

use super::page::Page;
use crate::desk::{Desk, use_desk};
use crate::i18n::{tr, words};
use crate::parts::{EntryForm, Fields, Section, Unsaved};
use crate::ui::{CheckField, SelectField, TextField};
use desk_contract::directory::{Entry, Settings};
use desk_contract::refusal::Language;
use leptos::prelude::*;

/// The one entry of its kind, which is never new.
const SECTION: Section = Section {
    key: "settings",
    title: || tr!(integration.company_and_services),
    add: String::new,
    empty: String::new,
    rows: |_| Vec::new(),
    blank: settings,
    fields,
    is_removable: false,
};
/// Zones that a company of these lands can be in, in hours ahead of UTC.
const ZONES: std::ops::RangeInclusive<i32> = 0..=12;

fn settings(desk: Desk) -> Entry {
    Entry::Settings(desk.directory.read_untracked().settings.clone())
}

/// The page.
#[component]
pub(super) fn IntegrationsPage() -> impl IntoView {
    let entry = settings(use_desk());
    let unsaved = Unsaved::new();
    view! {
        <div class="settings-form">
            <header class="page-head">
                <h1 class="page-head__title">{move || Page::Integrations.title()}</h1>
                <p class="page-head__hint">{words!(integration.page_hint)}</p>
            </header>
            <EntryForm home=Page::Integrations.path() section=SECTION entry is_new=false unsaved is_alone=true />
        </div>
    }
}

fn fields(entry: Entry) -> Fields {
    let Entry::Settings(stood) = entry else { return Fields::none() };
    let company = RwSignal::new(stood.company);
    let is_english = RwSignal::new(language_key(stood.language).to_owned());
    let zone = RwSignal::new(stood.utc_offset_min.to_string());
    let conference_base = RwSignal::new(stood.conference_base);
    let has_payments = RwSignal::new(stood.has_payments);
    let has_crm = RwSignal::new(stood.crm.is_some());
    let crm = RwSignal::new(stood.crm.unwrap_or_default());
    let no_name =
        Signal::derive(move || crm.read().trim().is_empty().then(|| tr!(integration.crm_needs_name)));
    let typed = Signal::derive(move || {
        let name = crm.read().trim().to_owned();
        if has_crm.get() && name.is_empty() {
            return None;
        }
        let language = if is_english.read().as_str() == "en" { Language::En } else { Language::Ru };
        Some(Entry::Settings(Settings {
            company: company.get(),
            language,
            utc_offset_min: zone.read().parse().ok()?,
            conference_base: conference_base.read().trim().to_owned(),
            has_payments: has_payments.get(),
            crm: has_crm.get().then_some(name),
        }))
    });
    let languages = Signal::derive(|| {
        vec![("ru".to_owned(), tr!(own_look.russian)), ("en".to_owned(), tr!(own_look.english))]
    });
    let view = view! {
        <section class="service" aria-label="ЮKassa">
            <CheckField label=words!(integration.payments) value=has_payments />
            <p class="field__note">{words!(integration.payments_hint)}</p>
        </section>
        <section class="service" aria-label="CRM">
            <CheckField label=words!(integration.crm) value=has_crm />
            <p class="field__note">{words!(integration.crm_hint)}</p>
            <Show when=move || has_crm.get()>
                <TextField label=words!(integration.crm_name) value=crm error=no_name />
            </Show>
        </section>
        <TextField label=words!(integration.conference) value=conference_base hint=words!(integration.conference_hint) />
        <TextField label=words!(integration.company) value=company hint=words!(integration.company_hint) />
        <div class="form__row">
            <SelectField label=words!(integration.language) options=languages value=is_english />
            <SelectField label=words!(integration.zone) options=Signal::derive(move || zones(stood.utc_offset_min)) value=zone />
        </div>
    };
    Fields { view: view.into_any(), typed }
}

fn language_key(language: Language) -> &'static str {
    match language {
        Language::Ru => "ru",
        Language::En => "en",
    }
}

/// The zones to choose among, with the one that is set even if it is none of them.
fn zones(set: i32) -> Vec<(String, String)> {
    let mut offered: Vec<_> = ZONES.map(|hours| hours * 60).collect();
    if !offered.contains(&set) {
        offered.push(set);
    }
    let written = |minutes: i32| {
        let sign = if minutes < 0 { '−' } else { '+' };
        format!("UTC{sign}{}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
    };
    offered.into_iter().map(|minutes| (minutes.to_string(), written(minutes))).collect()
}
