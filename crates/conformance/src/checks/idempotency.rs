//! The key of a wish: with it a wish is done once, however often it is sent (U1).

use super::wishes::{receive, send};
use crate::check::{Held, checks, ensure, same};
use crate::dice::id;
use crate::kit::Kit;
use desk_contract::command::{CloseAppeal, Command, SetTopic, TakeAppeal};
use desk_contract::id::CommandId;
use desk_contract::wire::questions::ReadMessages;
use desk_contract::wire::{Fault, Receipt};
use futures_util::future::join_all;

checks! {
    "idempotency.key" [U1] "a wish without a key, or with one that is none, is not carried out (400)" => key;
    "idempotency.again" [U1] "the same wish by the same key is answered alike, and done once, granted or refused" => again;
    "idempotency.another" [U1] "another wish by the same key is not carried out (422), but by somebody else it is" => another;
    "idempotency.at_once" [U1] "many at once by one key are one" => at_once;
}

async fn key(kit: &mut Kit) -> Held {
    let anna = kit.anna.clone();
    let appeal = kit.waits("Алло").await?;
    let take: Command = TakeAppeal { appeal }.into();
    for (what, key) in [("no key", None), ("a key that is no UUID", Some("1")), ("an empty key", Some(""))] {
        anna.wish_raw(key, &take).await?.is_fault(what, Fault::KeyMissing)?;
    }
    kit.reads_alike(appeal).await
}

async fn again(kit: &mut Kit) -> Held {
    let anna = kit.anna.clone();
    let appeal = kit.anna_has("Алло").await?;
    let close: Command = CloseAppeal { comment: "Один раз".to_owned(), ..kit.closes(appeal) }.into();
    let (granted, refused) = (id(CommandId::new), id(CommandId::new));
    let first = anna.wish_by(granted, &close).await?;
    let closed = kit.model.catches_up(granted, "the close").await?;
    let first =
        first.map_err(|problem| crate::check::Broken::new("a close that is granted", problem.detail))?;
    ensure(closed.seq <= first.seq, format!("a number up to the receipt's, {}", first.seq), closed.seq)?;
    let no = anna.wish_raw(Some(&refused.to_string()), &close).await?;
    let code = no.refusal()?;
    same("closing what is closed, by another key", &"closed", &code.code())?;
    // What is true meanwhile changes nothing of what was answered.
    kit.model.grants(&anna, desk_contract::command::ReopenAppeal { appeal }).await?;
    for _ in 0..2 {
        let answer = anna.wish_by(granted, &close).await?;
        same("the same answer by the same key", &Ok(first), &answer)?;
        let raw = anna.wish_raw(Some(&refused.to_string()), &close).await?;
        same("the same refusal by the same key", &(no.status, no.text()), &(raw.status, raw.text()))?;
    }
    kit.reads_alike(appeal).await
}

async fn another(kit: &mut Kit) -> Held {
    let anna = kit.anna.clone();
    let appeal = kit.anna_has("Алло").await?;
    let key = id(CommandId::new);
    let topic = kit.things.topics[0];
    kit.model.wish_by(key, &anna, &SetTopic { appeal, topic: Some(topic) }.into()).await?.ok();
    let other: Command = SetTopic { appeal, topic: None }.into();
    let raw = anna.wish_raw(Some(&key.to_string()), &other).await?;
    raw.is_fault("another wish by the same key", Fault::KeyReused)?;
    kit.reads_alike(appeal).await?;
    let connector = kit.connector.clone();
    let said: Command = receive(appeal, "Ау").into();
    kit.model.wish_by(key, &connector, &said).await.map(drop)
}

async fn at_once(kit: &mut Kit) -> Held {
    let anna = kit.anna.clone();
    let appeal = kit.anna_has("Алло").await?;
    let (key, wish) = (id(CommandId::new), Command::from(send(appeal, "Слушаю")));
    let answers = join_all((0..10).map(|_| anna.wish_by(key, &wish))).await;
    let mut receipts: Vec<Receipt> = Vec::new();
    for answer in answers {
        match answer? {
            Ok(receipt) => receipts.push(receipt),
            Err(problem) => {
                same("one that is still under way", &Some(Fault::StillUnderWay), &problem.fault())?
            }
        }
    }
    let first = receipts.first().copied();
    ensure(
        first.is_some() && receipts.iter().all(|it| Some(*it) == first),
        "one receipt",
        format!("{receipts:?}"),
    )?;
    kit.model.catches_up(key, "the message").await?;
    let thread = anna.must::<ReadMessages>(&[&appeal], &Default::default()).await?;
    let said = thread.messages.iter().filter(|it| it.text == "Слушаю").count();
    same("said once", &1, &said)?;
    kit.reads_alike(appeal).await
}
