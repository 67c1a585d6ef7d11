//! Files: brought, kept whole, given to whoever may have them (W2, E6).

use super::wishes::{receive, send};
use crate::check::{Held, checks, ensure};
use crate::dice::id;
use crate::kit::Kit;
use desk_contract::command::{ReceiveMessage, SendMessage, StoreAttachment};
use desk_contract::id::AttachmentId;
use desk_contract::message::Attachment;
use desk_contract::wire::questions::ReadFile;

checks! {
    "files.both_ways" [W2] "a file goes with a message, and back, as it was brought" => both_ways;
    "files.bad" [W2 E6] "a file is kept only whole, as what is said of it, from whoever brought it" => bad;
}

async fn both_ways(kit: &mut Kit) -> Held {
    let (anna, connector) = (kit.anna.clone(), kit.connector.clone());
    let appeal = kit.anna_has("Пришлите схему").await?;
    let file = kit.stores(&anna, "схема \"1\".txt", "схема проезда").await?;
    kit.model.grants(&anna, StoreAttachment { attachment: file.clone() }).await?;
    let other = Attachment { name: "другая.txt".to_owned(), ..file.clone() };
    kit.model.refuses(&anna, StoreAttachment { attachment: other }, "already_exists").await?;
    kit.model
        .refuses(&anna, SendMessage { attachments: vec![file.id; 11], ..send(appeal, "") }, "too_many_files")
        .await?;
    kit.model.grants(&anna, SendMessage { attachments: vec![file.id], ..send(appeal, "") }).await?;
    let came = kit.stores(&connector, "ответ.txt", "понятно").await?;
    kit.model
        .grants(&connector, ReceiveMessage { attachments: vec![came.id], ..receive(appeal, "Вот") })
        .await?;
    kit.reads_alike(appeal).await?;
    for (id, text) in [(file.id, "схема проезда"), (came.id, "понятно")] {
        let raw = anna.get_raw::<ReadFile>(&[&id], &()).await?;
        ensure(raw.text() == text, format!("{} as they were brought", raw.asked), raw.text())?;
        let disposition = raw.header("content-disposition");
        ensure(
            disposition.starts_with("attachment"),
            "what is no picture is saved, never shown",
            disposition,
        )?;
    }
    Ok(())
}

async fn bad(kit: &mut Kit) -> Held {
    let anna = kit.anna.clone();
    let file = |name: &str, bytes| Attachment {
        id: id(AttachmentId::new),
        name: name.to_owned(),
        media_type: "text/plain".to_owned(),
        bytes,
    };
    let wish = async |who: &crate::person::Person, attachment: &Attachment| {
        let key = id(desk_contract::id::CommandId::new).to_string();
        let store = StoreAttachment { attachment: attachment.clone() }.into();
        who.wish_raw(Some(&key), &store).await?.refusal()
    };
    let missing = file("нет.txt", 4);
    let said = wish(&anna, &missing).await?;
    ensure(said.code() == "unknown_attachment", "a file without its bytes is none", said.code())?;
    let cut = file("обрыв.txt", 100);
    kit.brings(&anna, cut.id, b"half".to_vec()).await?;
    let said = wish(&anna, &cut).await?;
    ensure(said.code() == "unknown_attachment", "a file that is not whole is none", said.code())?;
    let way = file("../etc", 4);
    kit.brings(&anna, way.id, b"text".to_vec()).await?;
    kit.model.refuses(&anna, StoreAttachment { attachment: way }, "bad_file_name").await?;
    let whole = kit.stores(&anna, "целый.txt", "целый").await?;
    let again = kit.brings(&anna, whole.id, b"other".to_vec()).await?;
    let said = again.refusal()?;
    ensure(said.code() == "already_exists", "what is whole is not brought again", said.code())?;
    let unknown = anna.get_raw::<ReadFile>(&[&id(AttachmentId::new)], &()).await?.refusal()?;
    ensure(unknown.code() == "unknown_attachment", "a file that nobody brought is none", unknown.code())?;
    let boris = kit.boris()?;
    let hers = file("чужое.txt", 4);
    kit.brings(&anna, hers.id, b"text".to_vec()).await?;
    let said = wish(&boris, &hers).await?;
    ensure(said.code() == "unknown_attachment", "a colleague's file is not there", said.code())?;
    let said = kit.brings(&boris, hers.id, b"mine".to_vec()).await?.refusal()?;
    ensure(said.code() == "already_exists", "nobody brings a colleague's file", said.code())?;
    let secret = kit.stores(&anna, "тайна.txt", "тайна").await?;
    let said = boris.get_raw::<ReadFile>(&[&secret.id], &()).await?.refusal()?;
    ensure(said.code() == "unknown_attachment", "a file that has gone nowhere is its bringer's", said.code())
}
