//! Deals, tasks and documents (W3, W7).

use super::wishes::receive;
use crate::check::{Held, checks, same};
use crate::dice::id;
use crate::kit::Kit;
use desk_contract::Slice;
use desk_contract::command::*;
use desk_contract::deal::{DealCard, DocumentOwner, TaskCard};
use desk_contract::id::*;
use desk_contract::wire::questions::{ReadDeal, ReadTask};

checks! {
    "deals.deals" [W7] "a deal is with a client, at a stage, somebody's" => deals;
    "deals.tasks" [W7] "a task is somebody's, done, and not done after all" => tasks;
    "deals.documents" [W3] "a file of a chat goes into a card, and out of it by whoever may" => documents;
}

async fn deals(kit: &mut Kit) -> Held {
    let anna = kit.anna.clone();
    let (maria, petr) = (kit.meets("Мария Котова").await?, kit.meets("Пётр Серов").await?);
    let (deal, card) = (id(DealId::new), kit.deal_card(maria));
    let save =
        |version, card: &DealCard, from_appeal| SaveDeal { deal, version, card: card.clone(), from_appeal };
    kit.model.refuses(&kit.connector.clone(), save(None, &card, None), "not_your_part").await?;
    for (wrong, code) in [
        (DealCard { title: " ".to_owned(), ..card.clone() }, "empty_name"),
        (DealCard { comment: "Ж".repeat(2_001), ..card.clone() }, "comment_too_long"),
        (DealCard { contact: id(ContactId::new), ..card.clone() }, "unknown_contact"),
        (DealCard { organisation: Some(id(OrganisationId::new)), ..card.clone() }, "unknown_organisation"),
        (DealCard { stage: id(DealStageId::new), ..card.clone() }, "unknown_deal_stage"),
        (DealCard { assignee: id(OperatorId::new), ..card.clone() }, "unknown_operator"),
    ] {
        kit.model.refuses(&anna, save(None, &wrong, None), code).await?;
    }
    kit.model.refuses(&anna, save(Some(3), &card, None), "unknown_deal").await?;
    let appeal = kit.anna_has("Хочу диван").await?;
    kit.model.grants(&anna, save(None, &card, Some(appeal))).await?;
    let won = DealCard { stage: kit.things.stages[1], ..card };
    kit.model.refuses(&anna, save(None, &won, None), "already_exists").await?;
    kit.model.grants(&anna, save(Some(1), &won, None)).await?;
    kit.model
        .refuses(&anna, save(Some(1), &DealCard { amount: None, ..won.clone() }, None), "changed")
        .await?;
    let other = kit.anna_has("А мне кресло").await?;
    kit.model.grants(&anna, BindContact { appeal: other, contact: petr }).await?;
    kit.model.refuses(&anna, save(Some(2), &won, Some(other)), "deal_of_another").await?;
    let read = anna.must::<ReadDeal>(&[&deal], &()).await?;
    same(
        "the deal, as its events tell it",
        &kit.model.world.cards().deals.get(&deal).map(|it| (**it).clone()),
        &Some(read),
    )
}

async fn tasks(kit: &mut Kit) -> Held {
    let anna = kit.anna.clone();
    let maria = kit.meets("Мария Котова").await?;
    let deal = kit.deal_with(maria).await?;
    let task = id(TaskId::new);
    let card = TaskCard {
        title: kit.things.title("перезвонить"),
        contact: Some(maria),
        deal: Some(deal),
        appeal: None,
        assignee: anna.id().unwrap_or_else(|| id(OperatorId::new)),
        due_at: Some(kit.model.now() + chrono::TimeDelta::days(1)),
        comment: String::new(),
    };
    let save = |version, card: &TaskCard| SaveTask { task, version, card: card.clone() };
    kit.model.refuses(&kit.connector.clone(), save(None, &card), "not_your_part").await?;
    for (wrong, code) in [
        (TaskCard { title: String::new(), ..card.clone() }, "empty_name"),
        (TaskCard { contact: Some(id(ContactId::new)), ..card.clone() }, "unknown_contact"),
        (TaskCard { deal: Some(id(DealId::new)), ..card.clone() }, "unknown_deal"),
        (TaskCard { appeal: Some(id(AppealId::new)), ..card.clone() }, "unknown_appeal"),
        (TaskCard { assignee: id(OperatorId::new), ..card.clone() }, "unknown_operator"),
    ] {
        kit.model.refuses(&anna, save(None, &wrong), code).await?;
    }
    kit.model.refuses(&anna, FinishTask { task, is_done: true }, "unknown_task").await?;
    kit.model.refuses(&anna, save(Some(1), &card), "unknown_task").await?;
    kit.model.grants(&anna, save(None, &card)).await?;
    for is_done in [true, true, false] {
        kit.model.grants(&anna, FinishTask { task, is_done }).await?;
    }
    let later = TaskCard { due_at: None, ..card };
    kit.model.refuses(&anna, save(Some(1), &later), "changed").await?;
    kit.model.grants(&anna, save(Some(3), &later)).await?;
    let read = anna.must::<ReadTask>(&[&task], &()).await?;
    same(
        "the task, as its events tell it",
        &kit.model.world.cards().tasks.get(&task).map(|it| (**it).clone()),
        &Some(read),
    )
}

async fn documents(kit: &mut Kit) -> Held {
    let (anna, connector) = (kit.anna.clone(), kit.connector.clone());
    let appeal = kit.anna_has("Вот чек").await?;
    let maria = kit.meets("Мария Котова").await?;
    let deal = kit.deal_with(maria).await?;
    let file = kit.stores(&connector, "Чек.txt", "чек на 1500").await?;
    let said = ReceiveMessage { attachments: vec![file.id], ..receive(appeal, "чек") };
    let message = said.message;
    kit.model.grants(&connector, said).await?;
    let document = id(DocumentId::new);
    let save = SaveDocument {
        document,
        appeal,
        message,
        attachment: file.id,
        owner: DocumentOwner::Deal { id: deal },
    };
    for (wrong, code) in [
        (SaveDocument { message: id(MessageId::new), ..save.clone() }, "unknown_message"),
        (SaveDocument { attachment: id(AttachmentId::new), ..save.clone() }, "unknown_attachment"),
        (
            SaveDocument { owner: DocumentOwner::Contact { id: id(ContactId::new) }, ..save.clone() },
            "unknown_contact",
        ),
        (SaveDocument { owner: DocumentOwner::Deal { id: id(DealId::new) }, ..save.clone() }, "unknown_deal"),
    ] {
        kit.model.refuses(&anna, wrong, code).await?;
    }
    kit.model.grants(&anna, save.clone()).await?;
    kit.model.grants(&anna, save.clone()).await?;
    let elsewhere = SaveDocument { owner: DocumentOwner::Contact { id: maria }, ..save };
    kit.model.refuses(&anna, elsewhere, "already_exists").await?;
    if let Ok(boris) = kit.boris() {
        kit.model.refuses(&boris, RemoveDocument { document }, "saved_by_another").await?;
    }
    kit.model.grants(&anna, RemoveDocument { document }).await?;
    kit.model.grants(&anna, RemoveDocument { document }).await?;
    kit.reads_alike(appeal).await
}
