//! Other people's things: what one may not see is as if it were not there, and cannot be changed (E6).

use super::wishes::{receive, send};
use crate::check::{Held, checks, ensure, same};
use crate::dice::id;
use crate::kit::Kit;
use desk_contract::command::*;
use desk_contract::id::*;
use desk_contract::own::DraftKind;
use desk_contract::wire::questions::*;
use desk_contract::wire::{Ask, Fault};

checks! {
    "sight.appeals" [E6] "an appeal of another group is not there, whatever is asked of it" => appeals;
    "sight.changes" [E6] "nobody changes what is with somebody else" => changes;
    "sight.files" [E6 W2] "a file of an appeal that one may not see is not there" => files;
    "sight.unknown" [E6 E4] "what nobody has is not there, under its own code" => unknown;
    "sight.connector" [E6] "a connector is no operator, and an operator no connector" => connector;
}

async fn appeals(kit: &mut Kit) -> Held {
    let (vera, admin) = (kit.vera()?, kit.admin.clone());
    let appeal = kit.anna_has("Секрет").await?;
    let path: &[&dyn std::fmt::Display] = &[&appeal];
    for raw in [
        vera.get_raw::<ReadAppeal>(path, &()).await?,
        vera.get_raw::<ReadMessages>(path, &Default::default()).await?,
        vera.get_raw::<ReadAppealCards>(path, &()).await?,
    ] {
        let refusal = raw.refusal()?;
        same("an appeal that one may not see", &"unknown_appeal", &refusal.code())?;
    }
    admin.must::<ReadAppeal>(path, &()).await?;
    if let Ok(boris) = kit.boris() {
        boris.must::<ReadAppeal>(path, &()).await?;
    }
    Ok(())
}

async fn changes(kit: &mut Kit) -> Held {
    let vera = kit.vera()?;
    let appeal = kit.anna_has("Не ваше").await?;
    let solved = kit.things.solved();
    let wishes: Vec<Command> = vec![
        send(appeal, "я чужая").into(),
        CloseAppeal { appeal, outcome: solved, comment: String::new() }.into(),
        MarkSpam { appeal }.into(),
        SetTopic { appeal, topic: None }.into(),
        CommentAppeal { appeal, comment: "чужое".to_owned() }.into(),
        ReturnAppeal { appeal, comment: String::new() }.into(),
        MarkRead { appeal, seen: None }.into(),
        WriteNote { appeal, message: id(MessageId::new), text: "чужая".to_owned() }.into(),
        SaveDraft { appeal, kind: DraftKind::Message, text: "чужая".to_owned() }.into(),
        SendToCrm { appeal }.into(),
        TakeAppeal { appeal }.into(),
        SetPresence {
            operator: kit.anna.id().unwrap_or_else(|| id(OperatorId::new)),
            presence: Default::default(),
        }
        .into(),
    ];
    for wish in wishes {
        let name = wish.name();
        let answer = kit.model.wish(&vera, wish).await?;
        ensure(
            answer.is_err(),
            format!("{name} of a colleague's appeal is refused"),
            "the contract itself grants it",
        )?;
    }
    kit.reads_alike(appeal).await
}

async fn files(kit: &mut Kit) -> Held {
    let (anna, vera, connector) = (kit.anna.clone(), kit.vera()?, kit.connector.clone());
    let appeal = kit.anna_has("Документ").await?;
    let file = kit.stores(&connector, "тайна.txt", "тайна").await?;
    kit.model
        .grants(&connector, ReceiveMessage { attachments: vec![file.id], ..receive(appeal, "Вот") })
        .await?;
    let raw = anna.get_raw::<ReadFile>(&[&file.id], &()).await?;
    same("whoever sees the appeal has its file", &"тайна".to_owned(), &raw.text())?;
    let refusal = vera.get_raw::<ReadFile>(&[&file.id], &()).await?.refusal()?;
    same("whoever does not, has not", &"unknown_attachment", &refusal.code())
}

async fn unknown(kit: &mut Kit) -> Held {
    let anna = kit.anna.clone();
    for (raw, code) in [
        (anna.get_raw::<ReadAppeal>(&[&id(AppealId::new)], &()).await?, "unknown_appeal"),
        (anna.get_raw::<ReadContact>(&[&id(ContactId::new)], &()).await?, "unknown_contact"),
        (anna.get_raw::<ReadContactCards>(&[&id(ContactId::new)], &()).await?, "unknown_contact"),
        (anna.get_raw::<ReadOrganisation>(&[&id(OrganisationId::new)], &()).await?, "unknown_organisation"),
        (anna.get_raw::<ReadDeal>(&[&id(DealId::new)], &()).await?, "unknown_deal"),
        (anna.get_raw::<ReadDealCards>(&[&id(DealId::new)], &()).await?, "unknown_deal"),
        (anna.get_raw::<ReadTask>(&[&id(TaskId::new)], &()).await?, "unknown_task"),
        (anna.get_raw::<ReadPayment>(&[&id(PaymentId::new)], &()).await?, "unknown_payment"),
    ] {
        let refusal = raw.refusal()?;
        same(&format!("{} of what nobody has", raw.asked), &code, &refusal.code())?;
    }
    Ok(())
}

async fn connector(kit: &mut Kit) -> Held {
    let connector = kit.connector.clone();
    let appeal = kit.waits("Алло").await?;
    kit.model.refuses(&connector, TakeAppeal { appeal }, "not_your_part").await?;
    let raw = connector.get_raw::<ReadSession>(&[], &()).await?;
    raw.is_fault("a connector has no session", Fault::UnknownRoute)?;
    let question = ListContacts::QUESTION;
    let raw = connector.send(question.name, connector.ask(question.method, &question.full_path())).await?;
    raw.is_fault("a connector has no address book", Fault::UnknownRoute)
}
