//! The history as a file: the rows that were promised, in the contract's own words (R13, U10, E6).

use super::history::{happens, known, of_ours};
use crate::check::{Broken, Held, checks, ensure, same};
use crate::dice::id;
use crate::kit::Kit;
use crate::person::Person;
use desk_contract::Slice;
use desk_contract::csv::{Csv, CsvForm};
use desk_contract::history::{HistoryRow, Spoken, matches};
use desk_contract::id::CommandId;
use desk_contract::refusal::Language;
use desk_contract::wire::questions::{CancelExport, OrderExport, ReadExport, ReadExportFile};
use desk_contract::wire::{Ask, ExportJob, ExportOrder, ExportState, Fault, Method, names};
use std::time::Duration;

checks! {
    "history.export" [R13 U10] "the file has the rows that were promised, in the contract's own words" => export;
    "history.export_rights" [R13 E6] "whoever may not take the history out does not" => export_rights;
}

fn order(kit: &Kit) -> ExportOrder {
    ExportOrder {
        query: of_ours(kit),
        chosen: None,
        sorting: None,
        form: CsvForm::default(),
        time_zone: "Asia/Vladivostok".to_owned(),
        language: Language::Ru,
    }
}

async fn ordered(who: &Person, export: CommandId, order: &ExportOrder) -> Result<crate::raw::Raw, Broken> {
    let question = OrderExport::QUESTION;
    let path = question.address(&[&export]).map_err(|cause| Broken::not_tried(cause.to_string()))?;
    who.send(question.name, who.ask(question.method, &path).json(order)).await
}

async fn export(kit: &mut Kit) -> Held {
    happens(kit).await?;
    let admin = kit.admin.clone();
    let order = order(kit);
    let rows: Vec<HistoryRow> =
        known(kit, &admin)?.into_iter().filter(|row| matches(row, &order.query, None)).collect();
    let export = id(CommandId::new);
    let promised = u64::try_from(rows.len()).unwrap_or_default();
    let job = ordered(&admin, export, &order).await?.read::<ExportJob>(OrderExport::QUESTION.status)?;
    let mut job = job.map_err(|problem| Broken::new("the history may be taken out", problem.detail))?;
    same("as many rows as the table has", &promised, &job.rows)?;
    for _ in 0..200 {
        if job.state != ExportState::Writing {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
        job = admin.must::<ReadExport>(&[&export], &()).await?;
    }
    same("written, all that was promised", &(ExportState::Done, promised), &(job.state, job.written))?;
    let again = ordered(&admin, export, &order).await?.read::<ExportJob>(OrderExport::QUESTION.status)?;
    same("asked twice it is written once", &Some(job), &again.ok())?;
    let raw = admin.get_raw::<ReadExportFile>(&[&export], &()).await?;
    ensure(raw.header("content-type").starts_with(names::CSV), names::CSV, raw.header("content-type"))?;
    let vladivostok =
        chrono::FixedOffset::east_opt(36_000).ok_or_else(|| Broken::not_tried("no such zone"))?;
    let words = Spoken::new(kit.model.world.directory(), order.language).in_zone(&order.time_zone);
    let due: Vec<u8> = Csv::new(&order.form, &words, move |_| vladivostok).pieces(&rows).flatten().collect();
    let (due, told) = (String::from_utf8_lossy(&due).into_owned(), raw.text());
    for (due, told) in due.lines().zip(told.lines()) {
        same("a line of the file", &due, &told)?;
    }
    same("all lines of the file", &due.len(), &told.len())?;
    let question = CancelExport::QUESTION;
    let path = question.address(&[&export]).map_err(|cause| Broken::not_tried(cause.to_string()))?;
    for what in ["thrown away under", "thrown away once more under"] {
        let gone = admin.send(question.name, admin.ask(question.method, &path)).await?;
        same(what, &question.status, &gone.status)?;
    }
    admin.get_raw::<ReadExport>(&[&export], &()).await?.is_fault("what was thrown away", Fault::UnknownRoute)
}

async fn export_rights(kit: &mut Kit) -> Held {
    let (admin, boris) = (kit.admin.clone(), kit.boris()?);
    let order = order(kit);
    let refusal = ordered(&boris, id(CommandId::new), &order).await?.refusal()?;
    same("an operator's export", &"not_your_part", &refusal.code())?;
    let nowhere = ExportOrder { time_zone: "Moon/Sea".to_owned(), ..order.clone() };
    let raw = ordered(&admin, id(CommandId::new), &nowhere).await?;
    raw.is_fault("a time zone that is none", Fault::Unprocessable)?;
    let pointed = raw.problem()?.errors.first().map(|error| error.pointer.clone());
    same("it is pointed at", &Some("/time_zone".to_owned()), &pointed)?;
    let export = id(CommandId::new);
    ordered(&admin, export, &order).await?;
    boris
        .get_raw::<ReadExport>(&[&export], &())
        .await?
        .is_fault("somebody else's export", Fault::UnknownRoute)?;
    let path =
        CancelExport::QUESTION.address(&[&export]).map_err(|cause| Broken::not_tried(cause.to_string()))?;
    admin.send("cancel_export", admin.ask(Method::Delete, &path)).await.map(drop)
}
