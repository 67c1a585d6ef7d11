//! Files come whole, are what they say, and are given to whoever may have them (W2, E6).

use crate::on_both_databases;
use crate::person::{Person, read};
use crate::site::{Site, chance};
use desk_contract::Refusal;
use desk_contract::command::{SendMessage, StoreAttachment};
use desk_contract::id::{AttachmentId, MessageId};
use desk_contract::message::Attachment;
use desk_contract::wire::questions::{ReadFile, UploadFile};
use desk_contract::wire::{Ask, Fault, Receipt};
use reqwest::Response;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n and so on";

async fn upload(person: &Person, id: AttachmentId, bytes: &'static [u8]) -> Response {
    let path = UploadFile::QUESTION.address(&[&id]).unwrap();
    person.ask(UploadFile::QUESTION.method, &path).body(bytes).send().await.unwrap()
}

async fn download(person: &Person, id: AttachmentId) -> Response {
    let path = ReadFile::QUESTION.address(&[&id]).unwrap();
    person.ask(ReadFile::QUESTION.method, &path).send().await.unwrap()
}

fn file(name: &str, media_type: &str, bytes: &[u8]) -> Attachment {
    let id = AttachmentId::new(chrono::Utc::now(), chance());
    let bytes = u64::try_from(bytes.len()).unwrap();
    Attachment { id, name: name.to_owned(), media_type: media_type.to_owned(), bytes }
}

on_both_databases! {
    /// From one operator's disk into the chat, and to those who see the appeal.
    async fn a_picture_goes_with_a_message(site: Site) {
        let people = site.people().await;
        let appeal = people.anna_has("Пришлите схему").await;
        let picture = file("схема.png", "image/png", PNG);
        assert_eq!(upload(&people.anna, picture.id, b"half").await.status(), 204);
        assert_eq!(upload(&people.anna, picture.id, PNG).await.status(), 204);
        people.anna.done(StoreAttachment { attachment: picture.clone() }).await;
        assert!(!download(&people.boris, picture.id).await.status().is_success(), "it has gone nowhere yet");
        let message = MessageId::new(chrono::Utc::now(), chance());
        people.anna.done(SendMessage { appeal, message, text: String::new(), attachments: vec![picture.id] }).await;
        let answer = download(&people.boris, picture.id).await;
        assert_eq!(answer.headers()["content-type"], "image/png");
        assert!(answer.headers()["content-disposition"].to_str().unwrap().starts_with("inline"));
        assert_eq!(answer.bytes().await.unwrap(), PNG);
        assert_eq!(download(&people.vera, picture.id).await.status(), 404);
        assert_eq!(upload(&people.anna, picture.id, b"other").await.status(), 409);
    }

    /// Nothing is kept that is not whole, or not what is said of it, or brought by somebody else.
    async fn a_file_is_what_is_said_of_it(site: Site) {
        let people = site.people().await;
        let missing = file("нет.txt", "text/plain", b"text");
        let wish = async |person: &Person, attachment: &Attachment| {
            let no = person.wish(StoreAttachment { attachment: attachment.clone() }).await.unwrap_err();
            no.refusal().unwrap()
        };
        assert_eq!(wish(&people.anna, &missing).await, Refusal::UnknownAttachment);
        let cut = file("обрыв.txt", "text/plain", b"longer");
        upload(&people.anna, cut.id, b"long").await;
        assert_eq!(wish(&people.anna, &cut).await, Refusal::UnknownAttachment);
        let page = file("не картинка.png", "image/png", b"<html>");
        upload(&people.anna, page.id, b"<html>").await;
        assert_eq!(wish(&people.anna, &page).await, Refusal::BadFileName);
        let hers = file("чужое.txt", "text/plain", b"text");
        upload(&people.anna, hers.id, b"text").await;
        assert_eq!(wish(&people.boris, &hers).await, Refusal::UnknownAttachment);
        assert_eq!(upload(&people.boris, hers.id, b"text").await.status(), 409);
    }
}

#[tokio::test]
async fn a_page_is_saved_and_never_shown() {
    let site = Site::on_sqlite().await;
    let admin = site.admin().await;
    let page = file("страница.html", "text/html", b"<script>");
    upload(&admin, page.id, b"<script>").await;
    admin.done(StoreAttachment { attachment: page.clone() }).await;
    let answer = download(&admin, page.id).await;
    assert_eq!(answer.headers()["content-type"], "application/octet-stream");
    assert!(answer.headers()["content-disposition"].to_str().unwrap().starts_with("attachment"));
    assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
    assert!(answer.headers()["content-security-policy"].to_str().unwrap().contains("sandbox"));
}

#[tokio::test]
async fn what_is_too_large_is_not_kept() {
    let site = Site::otherwise(|config| config.largest_file = 4).await;
    let admin = site.admin().await;
    let large = file("большой.txt", "text/plain", b"12345");
    let problem = read::<Receipt>(upload(&admin, large.id, b"12345").await).await.unwrap_err();
    assert_eq!(problem.fault(), Some(Fault::TooLarge));
    let no = admin.wish(StoreAttachment { attachment: large }).await.unwrap_err();
    assert_eq!(no.refusal(), Some(Refusal::UnknownAttachment));
}
