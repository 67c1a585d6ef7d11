//! The corpus of hostile texts (tests/data/hostile.json): what is taken comes back as it was, sign by sign, what is not is
//! told so, and in a file of the history none begins a formula.

use crate::on_both_databases;
use crate::site::{Site, chance};
use desk_contract::address::Address;
use desk_contract::command::{
    CloseAppeal, ReceiveMessage, RegisterAppeal, SaveDraft, StoreAttachment, TakeAppeal,
};
use desk_contract::csv::CsvForm;
use desk_contract::history::{Column, HistoryQuery};
use desk_contract::id::{AppealId, AttachmentId, CommandId, MessageId};
use desk_contract::message::Attachment;
use desk_contract::own::DraftKind;
use desk_contract::wire::questions::{
    OrderExport, ReadAppeal, ReadExport, ReadExportFile, ReadMessages, UploadFile,
};
use desk_contract::wire::{Ask, ExportJob, ExportOrder, ExportState};

/// All of them.
pub(super) fn texts() -> Vec<String> {
    serde_json::from_str(include_str!("../../../../../tests/data/hostile.json")).unwrap()
}

on_both_databases! {
    async fn e6_hostile_texts_come_back_as_they_were_and_are_no_formulas(site: Site) {
        let people = site.people().await;
        let texts = texts();
        assert!(texts.len() >= 200, "{} texts", texts.len());
        let (mut taken, mut closed) = (0, 0);
        for text in &texts {
            let now = chrono::Utc::now();
            let appeal = AppealId::new(now, chance());
            let address = Address::Account { id: appeal.to_string(), name: Some(text.clone()) };
            let register = RegisterAppeal { address: address.clone(), ..people.client_comes(appeal) };
            if people.connector.wish(register).await.is_err() {
                continue;
            }
            let message = MessageId::new(now, chance());
            let receive =
                ReceiveMessage { appeal, message, text: text.clone(), attachments: Vec::new(), mail: None };
            if people.connector.wish(receive).await.is_ok() {
                let thread = people.admin.get::<ReadMessages>(&[&appeal], &Default::default()).await.unwrap();
                assert_eq!(thread.messages[0].text, *text);
                taken += 1;
            }
            let read = people.admin.get::<ReadAppeal>(&[&appeal], &()).await.unwrap();
            assert_eq!(read.address, address);
            // A name may be refused; it is the answer that counts, which is a problem document then.
            _ = people.connector.wish(stored(&people.connector, text).await).await;
            if people.anna.wish(TakeAppeal { appeal }).await.is_ok() {
                let draft = SaveDraft { appeal, kind: DraftKind::Message, text: text.clone() };
                _ = people.anna.wish(draft).await;
                let close = CloseAppeal { appeal, outcome: people.solved, comment: text.clone() };
                closed += usize::from(people.anna.wish(close).await.is_ok());
            }
        }
        println!("{} texts, {taken} taken as messages, {closed} as comments", texts.len());
        assert!(taken > 180 && closed > 180);
        begins_no_formula(&people.admin, closed).await;
    }
}

/// A file whose name it is.
async fn stored(person: &crate::person::Person, name: &str) -> StoreAttachment {
    let id = AttachmentId::new(chrono::Utc::now(), chance());
    let path = UploadFile::QUESTION.address(&[&id]).unwrap();
    let sent = person.ask(UploadFile::QUESTION.method, &path).body("x").send().await.unwrap();
    assert_eq!(sent.status(), 204);
    let media_type = "text/plain".to_owned();
    StoreAttachment { attachment: Attachment { id, name: name.to_owned(), media_type, bytes: 1 } }
}

async fn begins_no_formula(admin: &crate::person::Person, rows: usize) {
    let now = chrono::Utc::now();
    let id = CommandId::new(now, chance());
    let order = ExportOrder {
        query: HistoryQuery::of_period(now - chrono::TimeDelta::days(1), now + chrono::TimeDelta::days(1)),
        chosen: None,
        sorting: None,
        form: CsvForm {
            columns: vec![Column::Operator, Column::Client, Column::Comment],
            ..CsvForm::default()
        },
        time_zone: "Europe/Moscow".to_owned(),
        language: Default::default(),
    };
    let path = OrderExport::QUESTION.address(&[&id]).unwrap();
    let asked = admin.ask(OrderExport::QUESTION.method, &path).json(&order).send().await.unwrap();
    let mut job: ExportJob = crate::person::read(asked).await.unwrap();
    while job.state == ExportState::Writing {
        job = admin.get::<ReadExport>(&[&id], &()).await.unwrap();
    }
    assert_eq!(job.written, u64::try_from(rows).unwrap());
    let path = ReadExportFile::QUESTION.address(&[&id]).unwrap();
    let text = admin.ask(ReadExportFile::QUESTION.method, &path).send().await.unwrap().text().await.unwrap();
    let cells = cells(text.trim_start_matches('\u{feff}'));
    assert!(cells.len() > rows * 3);
    for cell in cells {
        let seen = cell.trim_start_matches(|it: char| {
            it.is_whitespace() || it.is_control() || "\u{200b}\u{feff}\u{202e}".contains(it)
        });
        assert!(!seen.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']), "{cell:?} would run");
    }
}

/// The cells of a file, read as RFC 4180 says.
fn cells(text: &str) -> Vec<String> {
    let (mut cells, mut cell, mut is_quoted) = (Vec::new(), String::new(), false);
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '"' if is_quoted && signs.peek() == Some(&'"') => {
                signs.next();
                cell.push('"');
            }
            '"' => is_quoted = !is_quoted,
            ';' | '\n' if !is_quoted => cells.push(std::mem::take(&mut cell)),
            '\r' if !is_quoted => {}
            other => cell.push(other),
        }
    }
    cells.push(cell);
    cells
}
