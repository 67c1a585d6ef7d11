//! Talks by text: written, delivered, read; letters, notes, drafts, conferences (W1, W2, U7, U5, O4, H3).

use super::wishes::{receive, send};
use crate::check::{Held, checks, ensure};
use crate::dice::id;
use crate::kit::Kit;
use desk_contract::address::Address;
use desk_contract::channel::Channel;
use desk_contract::command::*;
use desk_contract::id::{AppealId, AttachmentId, MailboxId, MessageId};
use desk_contract::message::Delivery;
use desk_contract::own::{DraftKind, Preferences, QuietHours};
use desk_contract::wire::questions::ReadSession;

checks! {
    "talks.chat" [Q1 W1 H8] "a client writes, is taken, answered and closed, and each step is what the rules say" => chat;
    "talks.writing" [W1 U1] "what cannot be sent is refused with the reason, and what was sent is sent once" => writing;
    "talks.delivery" [W1] "an answer comes as far as its channel says, and a failed one is tried again" => delivery;
    "talks.sms" [O1 W1] "an SMS is as long as an SMS may be" => sms;
    "talks.mail" [O4 O5 H2] "a letter goes to those it is for, from a box that may be used" => mail;
    "talks.notes" [U7] "a note is written by whoever sees the appeal" => notes;
    "talks.conference" [H3] "an invitation carries the room's address" => conference;
    "talks.drafts" [U5] "unsent words are kept for their writer, and told to nobody else" => drafts;
    "talks.preferences" [E7] "how somebody likes his desk is kept" => preferences;
}

async fn chat(kit: &mut Kit) -> Held {
    let (anna, connector) = (kit.anna.clone(), kit.connector.clone());
    let appeal = kit.waits("Добрый день").await?;
    kit.model.refuses(&anna, send(appeal, "рано"), "still_waiting").await?;
    kit.model.grants(&anna, TakeAppeal { appeal }).await?;
    let answer = send(appeal, "Здравствуйте");
    let message = answer.message;
    kit.model.grants(&anna, answer).await?;
    for delivery in [Delivery::Delivered, Delivery::Read] {
        kit.model.grants(&connector, ReportDelivery { appeal, message, delivery }).await?;
    }
    kit.model.grants(&connector, receive(appeal, "Спасибо")).await?;
    kit.model.grants(&anna, kit.closes(appeal)).await?;
    kit.reads_alike(appeal).await
}

async fn writing(kit: &mut Kit) -> Held {
    let (anna, connector) = (kit.anna.clone(), kit.connector.clone());
    let appeal = kit.anna_has("Алло").await?;
    kit.model.refuses(&connector, send(appeal, "я канал"), "not_your_part").await?;
    kit.model.refuses(&anna, send(appeal, " \n"), "empty_text").await?;
    kit.model.refuses(&anna, send(appeal, &"Ж".repeat(4_097)), "text_too_long").await?;
    kit.model.refuses(&anna, send(id(AppealId::new), "куда?"), "unknown_appeal").await?;
    let missing = SendMessage { attachments: vec![id(AttachmentId::new)], ..send(appeal, "файл") };
    kit.model.refuses(&anna, missing, "unknown_attachment").await?;
    let once = send(appeal, " Слушаю 🚚 \u{202e}<b>\" ");
    for _ in 0..2 {
        kit.model.grants(&anna, once.clone()).await?;
    }
    kit.model.refuses(&anna, SendMessage { text: "другое".to_owned(), ..once }, "already_exists").await?;
    if let Ok(boris) = kit.boris() {
        kit.model.refuses(&boris, send(appeal, "и я"), "not_yours").await?;
    }
    kit.model.refuses(&anna, receive(appeal, "я клиент"), "not_your_part").await?;
    let said = receive(appeal, "Вы тут?");
    for _ in 0..2 {
        kit.model.grants(&connector, said.clone()).await?;
    }
    let seen = Some(said.message);
    kit.model.grants(&anna, MarkRead { appeal, seen: Some(id(MessageId::new)) }).await?;
    kit.model.grants(&anna, MarkRead { appeal, seen }).await?;
    kit.model.grants(&anna, MarkRead { appeal, seen: None }).await?;
    kit.model.grants(&anna, kit.closes(appeal)).await?;
    kit.model.refuses(&connector, receive(appeal, "поздно"), "closed").await?;
    kit.model.refuses(&anna, send(appeal, "поздно"), "closed").await?;
    kit.reads_alike(appeal).await
}

async fn delivery(kit: &mut Kit) -> Held {
    let (anna, connector) = (kit.anna.clone(), kit.connector.clone());
    let appeal = kit.anna_has("Алло").await?;
    let answer = send(appeal, "Слышно?");
    let message = answer.message;
    kit.model.grants(&anna, answer).await?;
    let told = |delivery| ReportDelivery { appeal, message, delivery };
    let of_none = ReportDelivery { message: id(MessageId::new), ..told(Delivery::Read) };
    kit.model.refuses(&connector, of_none, "unknown_message").await?;
    kit.model.refuses(&anna, told(Delivery::Read), "not_your_part").await?;
    kit.model.refuses(&anna, RetryMessage { appeal, message }, "not_failed").await?;
    kit.model.refuses(&anna, RetryMessage { appeal, message: id(MessageId::new) }, "unknown_message").await?;
    kit.model.grants(&connector, told(Delivery::Failed)).await?;
    kit.model.grants(&connector, told(Delivery::Read)).await?;
    kit.model.grants(&anna, RetryMessage { appeal, message }).await?;
    for delivery in [Delivery::Delivered, Delivery::Sent, Delivery::Read, Delivery::Failed] {
        kit.model.grants(&connector, told(delivery)).await?;
    }
    kit.reads_alike(appeal).await
}

async fn sms(kit: &mut Kit) -> Held {
    let anna = kit.anna.clone();
    let comes = kit.comes(Channel::Sms, Address::Phone { number: super::wishes::number()? });
    let appeal = comes.appeal;
    kit.model.grants(&kit.connector.clone(), comes).await?;
    kit.model.grants(&anna, TakeAppeal { appeal }).await?;
    kit.model.refuses(&anna, send(appeal, &"Ж".repeat(671)), "sms_too_long").await?;
    kit.model.grants(&anna, send(appeal, &"Ж".repeat(670))).await?;
    let file = kit.stores(&anna, "чек.txt", "чек").await?;
    let with_file = SendMessage { attachments: vec![file.id], ..send(appeal, "файл") };
    kit.model.refuses(&anna, with_file, "no_files_here").await?;
    kit.reads_alike(appeal).await
}

async fn mail(kit: &mut Kit) -> Held {
    let (anna, connector) = (kit.anna.clone(), kit.connector.clone());
    let text = kit.anna_has("Это чат").await?;
    let comes =
        kit.comes(Channel::Email, Address::Mail { address: format!("{}@example.org", id(AppealId::new)) });
    let appeal = comes.appeal;
    kit.model.grants(&connector, comes).await?;
    let envelope = ReceivedMail {
        to: vec!["info@conformance.example".to_owned()],
        cc: Vec::new(),
        subject: "Где заказ?".to_owned(),
        html: Some("<p>Добрый день</p>".to_owned()),
    };
    kit.model
        .grants(&connector, ReceiveMessage { mail: Some(envelope), ..receive(appeal, "Добрый день") })
        .await?;
    kit.model.grants(&anna, TakeAppeal { appeal }).await?;
    let letter = SendMail {
        appeal,
        message: id(MessageId::new),
        from: kit.things.mailboxes[0],
        to: vec!["kotova@example.org".to_owned()],
        cc: vec!["office@example.org".to_owned()],
        subject: "Ваш\nзаказ".to_owned(),
        text: "Едет".to_owned(),
        html: Some("<p>Едет</p>".to_owned()),
        attachments: Vec::new(),
    };
    let later = kit.things.mailboxes[1];
    for (wrong, code) in [
        (SendMail { appeal: text, ..letter.clone() }, "no_mail_here"),
        (SendMail { from: id(MailboxId::new), ..letter.clone() }, "unknown_mailbox"),
        (SendMail { from: later, ..letter.clone() }, "mailbox_not_authorised"),
        (SendMail { to: Vec::new(), ..letter.clone() }, "no_receivers"),
        (SendMail { to: vec!["a@example.org".to_owned(); 51], ..letter.clone() }, "no_receivers"),
        (SendMail { to: vec!["kotova".to_owned()], ..letter.clone() }, "bad_mail_address"),
        (SendMail { subject: "Ж".repeat(201), ..letter.clone() }, "name_too_long"),
        (SendMail { text: " ".to_owned(), ..letter.clone() }, "empty_text"),
        (SendMail { text: "Ж".repeat(100_001), ..letter.clone() }, "text_too_long"),
    ] {
        kit.model.refuses(&anna, wrong, code).await?;
    }
    for _ in 0..2 {
        kit.model.grants(&anna, letter.clone()).await?;
    }
    kit.reads_alike(appeal).await
}

async fn notes(kit: &mut Kit) -> Held {
    let (anna, connector) = (kit.anna.clone(), kit.connector.clone());
    let appeal = kit.anna_has("Алло").await?;
    let note = |text: &str| WriteNote { appeal, message: id(MessageId::new), text: text.to_owned() };
    kit.model.refuses(&connector, note("я"), "not_your_part").await?;
    kit.model.refuses(&anna, note(" "), "empty_text").await?;
    kit.model.refuses(&anna, note(&"Ж".repeat(4_097)), "text_too_long").await?;
    let once = note("Обещали перезвонить");
    for _ in 0..2 {
        kit.model.grants(&anna, once.clone()).await?;
    }
    if let Ok(boris) = kit.boris() {
        kit.model.grants(&boris, note("Я в курсе")).await?;
    }
    if let Ok(vera) = kit.vera() {
        kit.model.refuses(&vera, note("И я"), "not_your_group").await?;
    }
    kit.reads_alike(appeal).await
}

async fn conference(kit: &mut Kit) -> Held {
    let anna = kit.anna.clone();
    let appeal = kit.anna_has("Покажите").await?;
    let invite =
        InviteToConference { appeal, message: id(MessageId::new), text: "Приглашаю:".to_owned() };
    kit.model
        .refuses(&anna, InviteToConference { text: "Ж".repeat(5_000), ..invite.clone() }, "text_too_long")
        .await?;
    for _ in 0..2 {
        kit.model.grants(&anna, invite.clone()).await?;
    }
    kit.reads_alike(appeal).await
}

async fn drafts(kit: &mut Kit) -> Held {
    let (anna, connector) = (kit.anna.clone(), kit.connector.clone());
    let appeal = kit.anna_has("Алло").await?;
    let draft = |kind, text: &str| SaveDraft { appeal, kind, text: text.to_owned() };
    kit.model.refuses(&connector, draft(DraftKind::Message, "я"), "not_your_part").await?;
    kit.model.refuses(&anna, draft(DraftKind::Note, &"Ж".repeat(100_001)), "text_too_long").await?;
    for text in ["Здр", "Здравствуй", "Здравствуй"] {
        kit.model.grants(&anna, draft(DraftKind::Message, text)).await?;
    }
    kit.model.grants(&anna, draft(DraftKind::Comment, "Решил")).await?;
    let mine = |session: desk_contract::wire::Session| -> Vec<_> {
        let drafts = session.drafts.into_iter().filter(|draft| draft.appeal == appeal);
        drafts.map(|draft| (draft.kind, draft.text)).collect()
    };
    let mut kept = mine(anna.must::<ReadSession>(&[], &()).await?);
    kept.sort();
    let due = [(DraftKind::Message, "Здравствуй".to_owned()), (DraftKind::Comment, "Решил".to_owned())];
    ensure(kept == due, format!("her drafts: {due:?}"), format!("{kept:?}"))?;
    if let Ok(boris) = kit.boris() {
        let his = mine(boris.must::<ReadSession>(&[], &()).await?);
        ensure(his.is_empty(), "no draft of a colleague", format!("{his:?}"))?;
    }
    for kind in [DraftKind::Message, DraftKind::Comment] {
        kit.model.grants(&anna, draft(kind, "")).await?;
    }
    let kept = mine(anna.must::<ReadSession>(&[], &()).await?);
    ensure(kept.is_empty(), "an empty draft is none", format!("{kept:?}"))
}

async fn preferences(kit: &mut Kit) -> Held {
    let anna = kit.anna.clone();
    let device = Some(kit.things.title(&id(AppealId::new).to_string()));
    let liked = Preferences { device, volume: Some(40), ..Preferences::default() };
    kit.model
        .refuses(&kit.connector.clone(), SavePreferences { preferences: liked.clone() }, "not_your_part")
        .await?;
    let loud = Preferences { volume: Some(101), ..liked.clone() };
    kit.model.refuses(&anna, SavePreferences { preferences: loud }, "bad_preferences").await?;
    let hours = Some(QuietHours { from_min: 1_440, until_min: 0 });
    let late = Preferences { quiet_hours: hours, ..liked.clone() };
    kit.model.refuses(&anna, SavePreferences { preferences: late }, "bad_preferences").await?;
    kit.model.grants(&anna, SavePreferences { preferences: liked.clone() }).await?;
    kit.model.grants(&anna, SavePreferences { preferences: liked.clone() }).await?;
    let session = anna.must::<ReadSession>(&[], &()).await?;
    crate::check::same("how she likes her desk", &liked, &session.preferences)?;
    Ok(())
}
