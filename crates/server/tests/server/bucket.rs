//! Files in a bucket of a store that speaks S3: two processes that share no folder give one another's files.

use crate::person::{Person, read};
use crate::postgres;
use crate::site::chance;
use desk_contract::command::StoreAttachment;
use desk_contract::csv::CsvForm;
use desk_contract::history::{Column, HistoryQuery};
use desk_contract::id::{AttachmentId, CommandId};
use desk_contract::message::Attachment;
use desk_contract::wire::questions::{
    CancelExport, OrderExport, ReadExport, ReadExportFile, ReadFile, UploadFile,
};
use desk_contract::wire::{Ask, ExportJob, ExportOrder, ExportState, Method};
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use reqwest::{Body, Response};
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use std::path::Path;
use std::process::Stdio;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::TcpListener;
use tokio::process::{Child, Command};

/// More than a part, so that it goes up in several.
const LENGTH: usize = 12 << 20;

/// A store that speaks S3, over a folder. Answers where.
async fn store(folder: &Path) -> String {
    std::fs::create_dir_all(folder.join("desk-files")).unwrap();
    let mut service = S3ServiceBuilder::new(s3s_fs::FileSystem::new(folder).unwrap());
    service.set_auth(SimpleAuth::from_single("anna", "secret"));
    let service = service.build();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let service = service.clone();
            tokio::spawn(async move {
                _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
            });
        }
    });
    format!("http://{address}")
}

/// A process of the desk. Answers it with its address and, at the very first start, the administrator's password.
async fn process(database: &str, endpoint: &str) -> (Child, String, Option<String>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_desk-server"));
    command.env("DATABASE_URL", database).env("DESK_LISTEN", "127.0.0.1:0").env("DESK_SITE", "/nowhere");
    command.env("DESK_FILES", "s3://desk-files/of/the/desk").env("AWS_ENDPOINT", endpoint);
    command.env("AWS_ACCESS_KEY_ID", "anna").env("AWS_SECRET_ACCESS_KEY", "secret");
    command.env("AWS_REGION", "us-east-1").env("AWS_ALLOW_HTTP", "true").env("DESK_LOG", "warn");
    let mut child = command.stdout(Stdio::piped()).kill_on_drop(true).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let (mut password, mut is_next) = (None, false);
    while let Some(line) = lines.next_line().await.unwrap() {
        if let Some((_, address)) = line.split_once("http://") {
            return (child, address.to_owned(), password);
        }
        if is_next {
            password = Some(line.trim().to_owned());
        }
        is_next = line.starts_with("with the password");
    }
    panic!("the server does not start");
}

async fn get(person: &Person, path: &str, range: Option<&str>) -> Response {
    let asked = person.ask(Method::Get, path);
    let asked = if let Some(range) = range { asked.header("range", range) } else { asked };
    asked.send().await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn files_lie_in_a_bucket_that_processes_share() {
    let folder = tempfile::tempdir().unwrap();
    let (endpoint, database) = (store(folder.path()).await, postgres::database().await);
    let (_one, address, password) = process(&database, &endpoint).await;
    let (_other, beside, _) = process(&database, &endpoint).await;
    let admin = Person::signed_in(&address, "admin", &password.unwrap()).await;
    let there = admin.through(&beside);

    let id = AttachmentId::new(chrono::Utc::now(), chance());
    let bytes: Vec<u8> = (0..LENGTH).map(|place| u8::try_from(place % 251).unwrap()).collect();
    let path = UploadFile::QUESTION.address(&[&id]).unwrap();
    let sent = admin.ask(UploadFile::QUESTION.method, &path).body(Body::from(bytes.clone())).send().await;
    assert_eq!(sent.unwrap().status(), 204);
    let length = u64::try_from(LENGTH).unwrap();
    let (name, media_type) = ("запись.bin".to_owned(), "application/octet-stream".to_owned());
    let attachment = Attachment { id, name, media_type, bytes: length };
    let wrong = Attachment { bytes: length - 1, ..attachment.clone() };
    assert!(admin.wish(StoreAttachment { attachment: wrong }).await.is_err());
    there.done(StoreAttachment { attachment }).await;

    let path = ReadFile::QUESTION.address(&[&id]).unwrap();
    let whole = get(&there, &path, None).await;
    assert_eq!((whole.status().as_u16(), whole.content_length()), (200, Some(length)));
    assert!(whole.bytes().await.unwrap() == bytes, "what went up comes down");
    let part = get(&admin, &path, Some("bytes=10-19")).await;
    assert_eq!(part.status(), 206);
    assert_eq!(part.headers()["content-range"], format!("bytes 10-19/{length}").as_str());
    assert_eq!(part.bytes().await.unwrap(), bytes[10..20]);
    assert_eq!(get(&admin, &path, Some(&format!("bytes={length}-"))).await.status(), 416);
    history(&admin, &there).await;
}

/// A file of the history is written by one process and given by another.
async fn history(admin: &Person, there: &Person) {
    let now = chrono::Utc::now();
    let order = ExportOrder {
        query: HistoryQuery::of_period(now - chrono::TimeDelta::days(1), now),
        chosen: None,
        sorting: None,
        form: CsvForm { columns: vec![Column::Number], ..CsvForm::default() },
        time_zone: "Europe/Moscow".to_owned(),
        language: Default::default(),
    };
    let id = CommandId::new(now, chance());
    let path = OrderExport::QUESTION.address(&[&id]).unwrap();
    let asked = admin.ask(OrderExport::QUESTION.method, &path).json(&order).send().await.unwrap();
    let mut job: ExportJob = read(asked).await.unwrap();
    while job.state == ExportState::Writing {
        job = there.get::<ReadExport>(&[&id], &()).await.unwrap();
    }
    assert_eq!(job.state, ExportState::Done);
    let path = ReadExportFile::QUESTION.address(&[&id]).unwrap();
    assert!(!get(there, &path, None).await.text().await.unwrap().is_empty());
    let path = CancelExport::QUESTION.address(&[&id]).unwrap();
    assert_eq!(there.ask(CancelExport::QUESTION.method, &path).send().await.unwrap().status(), 204);
}
