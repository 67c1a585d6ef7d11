//! The export into a CSV file (R13): the form, then how far it has come, with a way to stop it.
//!
//! Owns: what is filled in, and that the rows are those of the table, which is asked for anew where the history went on
//! meanwhile. Never: a line of the file, or where it is put.

use super::asked::LastReport;
use super::table::{Likes, column_key, column_title};
use crate::desk::{Exported, Failure, use_desk};
use crate::i18n::{language, local_date, tr, tr_count, whole_number, words, zone_name};
use crate::parts::{DialogButton, failure_words, said};
use crate::ui::{Button, CheckList, DialogSize, Look, Piece, RadioList, Toast, ToastTone, Toasts, piece};
use desk_contract::csv::{CsvForm, DecimalMark, Encoding, Separator};
use desk_contract::history::{Inquiry, may_export};
use desk_contract::refusal::Language;
use desk_contract::wire::ExportOrder;
use futures_util::future::{AbortHandle, abortable};
use leptos::prelude::*;

/// The button and its form.
#[component]
pub(super) fn ExportButton(last: LastReport, likes: Likes) -> impl IntoView {
    let desk = use_desk();
    let refusal = Signal::derive(move || {
        let directory = desk.directory.read();
        let refused = directory.operator(desk.me()).and_then(|me| may_export(me).err());
        let nothing = || (last.rows.table.read().length() == 0).then(|| tr!(history.nothing_to_export));
        refused.map(|refusal| said(desk, &refusal)).or_else(nothing)
    });
    let content = move |close| {
        view! { <Piece load=export_form props=ExportFormProps { last, likes, close } /> }.into_any()
    };
    view! {
        <DialogButton
            label=words!(history.export) icon=icondata_lu::LuFileDown title=words!(history.export_title)
            size=DialogSize::Wide refusal content
        />
    }
}

piece!(export_form in history_later = ExportForm(ExportFormProps));

/// What is filled in.
#[derive(Clone, Copy)]
struct Filled {
    columns: RwSignal<Vec<String>>,
    separator: RwSignal<Separator>,
    encoding: RwSignal<Encoding>,
    decimal_mark: RwSignal<DecimalMark>,
}

impl Filled {
    /// As a program of that language opens it by a double click; the columns are those of the table.
    fn first(likes: Likes, language: Language) -> Self {
        let usual = CsvForm::default();
        let (separator, decimal_mark) = match language {
            Language::Ru => (usual.separator, usual.decimal_mark),
            Language::En => (Separator::Comma, DecimalMark::Point),
        };
        let shown = likes.shown.get_untracked();
        Self {
            columns: RwSignal::new(shown.into_iter().map(column_key).collect()),
            separator: RwSignal::new(separator),
            encoding: RwSignal::new(usual.encoding),
            decimal_mark: RwSignal::new(decimal_mark),
        }
    }

    /// The form, its columns in the order of the table.
    fn form(self, likes: Likes) -> CsvForm {
        let checked = self.columns.read();
        let all = likes.layout.read().all().iter().map(|it| it.column).collect::<Vec<_>>();
        CsvForm {
            columns: all.into_iter().filter(|it| checked.contains(&column_key(*it))).collect(),
            separator: self.separator.get(),
            encoding: self.encoding.get(),
            decimal_mark: self.decimal_mark.get(),
        }
    }
}

/// Where an export has come to.
#[derive(Clone, PartialEq)]
enum Way {
    Filling,
    Writing { written: u64, rows: u64 },
    Failed(Failure),
}

#[component]
fn ExportForm(last: LastReport, likes: Likes, close: Callback<()>) -> impl IntoView {
    let (desk, toasts) = (use_desk(), expect_context::<Toasts>());
    let filled = Filled::first(likes, untrack(language));
    let way = RwSignal::new(Way::Filling);
    let handle = StoredValue::new(None::<AbortHandle>);
    let stop = move |()| {
        handle.update_value(|handle| handle.take().iter().for_each(AbortHandle::abort));
        way.set(Way::Filling);
    };
    on_cleanup(move || {
        // Closing the form stops what it began.
        handle.try_update_value(|handle| handle.take().iter().for_each(AbortHandle::abort));
    });
    let write = move |()| {
        let Some(inquiry) = last.asked.get_untracked() else { return };
        let order = untrack(|| order(inquiry, filled.form(likes)));
        let name = untrack(|| file_name(&order));
        let rows = last.rows.table.read_untracked().total.unwrap_or_default();
        way.set(Way::Writing { written: 0, rows });
        let progress = move |written, rows| _ = way.try_set(Way::Writing { written, rows });
        let (writing, abort) = abortable(async move { desk.export(order, &name, progress).await });
        handle.set_value(Some(abort));
        leptos::task::spawn_local(async move {
            match writing.await {
                Ok(Ok(Exported::Written(in_file))) => {
                    let count = usize::try_from(in_file).unwrap_or(usize::MAX);
                    let mut text = untrack(|| tr_count!(history.exported, count));
                    if in_file != rows {
                        // Charts, table and file tell the same again.
                        text = format!("{text}. {}", untrack(|| tr!(history.export_changed)));
                        last.ask_again(desk);
                    }
                    toasts.say(Toast { text, tone: ToastTone::Done, action: None });
                    close.try_run(());
                }
                Ok(Ok(Exported::NotChosen)) => _ = way.try_set(Way::Filling),
                Ok(Err(failure)) => _ = way.try_set(Way::Failed(failure)),
                // Stopped by hand: what stands in the form is as it was.
                Err(_) => {}
            }
        });
    };
    let is_writing = Memo::new(move |_| matches!(*way.read(), Way::Writing { .. }));
    let failed = move || match way.get() {
        Way::Failed(failure) => Some(tr!(history.export_failed, why = failure_words(&failure))),
        _ => None,
    };
    let refusal = Signal::derive(move || filled.columns.read().is_empty().then(|| tr!(history.no_fields)));
    view! {
        <div class="form export-form">
            <Show when=move || !is_writing.get() fallback=move || view! { <Progress way stop=Callback::new(stop) /> }>
                <Fields filled likes />
                <p class="quiet-line">{move || about(last)}</p>
                {move || failed().map(|why| view! { <p class="form__error" role="alert">{why}</p> })}
                <div class="form__buttons">
                    <Button label=words!(history.export_go) look=Look::Primary refusal on_press=write />
                </div>
            </Show>
        </div>
    }
}

/// How many rows it will be, of which moment, and in which time zone moments are written.
fn about(last: LastReport) -> String {
    let rows = usize::try_from(last.rows.table.read().total.unwrap_or_default()).unwrap_or(usize::MAX);
    let (rows, zone) = (tr_count!(history.export_rows, rows), tr!(history.export_zone, zone = zone_name()));
    format!("{rows} {} {zone}", tr!(history.export_moment))
}

fn order(inquiry: Inquiry, form: CsvForm) -> ExportOrder {
    let Inquiry { query, chosen, sorting } = inquiry;
    ExportOrder { query, chosen, sorting, form, time_zone: zone_name(), language: language() }
}

/// The days of the period are in the name, so that two files are told apart.
fn file_name(order: &ExportOrder) -> String {
    let last = order.query.until - chrono::TimeDelta::milliseconds(1);
    let (from, until) = (local_date(order.query.from), local_date(last));
    let days = if from == until { from.to_string() } else { format!("{from}_{until}") };
    format!("{}_{days}.csv", tr!(history.file_name))
}

#[component]
fn Fields(filled: Filled, likes: Likes) -> impl IntoView {
    let fields = Signal::derive(move || {
        let language = language();
        let all = likes.layout.read();
        let one = |column| (column_key(column), column_title(column, language));
        all.all().iter().map(|it| one(it.column)).collect::<Vec<_>>()
    });
    let all = move |()| filled.columns.set(fields.get_untracked().into_iter().map(|(key, _)| key).collect());
    view! {
        <CheckList label=words!(history.fields) options=fields value=filled.columns />
        <div class="export-form__all">
            <Button label=words!(history.all_fields) look=Look::Quiet on_press=all />
            <Button label=words!(history.clear_choice) look=Look::Quiet on_press=move |()| filled.columns.set(Vec::new()) />
        </div>
        <OneOf label=words!(history.separator) all=&Separator::ALL value=filled.separator word=separator_word />
        <OneOf label=words!(history.encoding) all=&Encoding::ALL value=filled.encoding word=encoding_word />
        <OneOf label=words!(history.decimal_mark) all=&[DecimalMark::Comma, DecimalMark::Point] value=filled.decimal_mark word=mark_word />
    }
}

/// One of a few values.
#[component]
fn OneOf<T: Copy + PartialEq + Send + Sync + 'static>(
    label: Signal<String>,
    all: &'static [T],
    value: RwSignal<T>,
    /// Its key and its name.
    word: fn(T) -> (&'static str, String),
) -> impl IntoView {
    let options = Signal::derive(move || all.iter().map(|it| word(*it)).collect::<Vec<_>>());
    let choose = move |key: &'static str| {
        if let Some(chosen) = all.iter().find(|it| untrack(|| word(**it)).0 == key) {
            value.set(*chosen);
        }
    };
    view! { <RadioList label options value=Signal::derive(move || word(value.get()).0) on_choose=choose /> }
}

fn separator_word(separator: Separator) -> (&'static str, String) {
    match separator {
        Separator::Semicolon => ("semicolon", tr!(history.semicolon)),
        Separator::Comma => ("comma", tr!(history.comma)),
        Separator::Tab => ("tab", tr!(history.tab)),
    }
}

fn encoding_word(encoding: Encoding) -> (&'static str, String) {
    match encoding {
        Encoding::Utf8WithMark => ("utf-8-mark", tr!(history.utf_8_mark)),
        Encoding::Utf8 => ("utf-8", tr!(history.utf_8)),
        Encoding::Windows1251 => ("windows-1251", tr!(history.windows_1251)),
    }
}

fn mark_word(mark: DecimalMark) -> (&'static str, String) {
    match mark {
        DecimalMark::Comma => ("comma", tr!(history.mark_comma)),
        DecimalMark::Point => ("point", tr!(history.mark_point)),
    }
}

#[component]
fn Progress(way: RwSignal<Way>, stop: Callback<()>) -> impl IntoView {
    let counts = Memo::new(move |_| match *way.read() {
        Way::Writing { written, rows } => (written, rows),
        _ => (0, 0),
    });
    let said = move || {
        let (written, rows) = counts.get();
        tr!(history.written, written = whole_number(written), rows = whole_number(rows))
    };
    view! {
        <div class="export-form__progress">
            <progress aria-label=words!(history.export_title) max=move || counts.get().1.max(1).to_string() prop:value=move || counts.get().0.to_string()></progress>
            <p role="status">{said}</p>
            <div class="form__buttons"><Button label=words!(history.cancel) on_press=stop /></div>
        </div>
    }
}
