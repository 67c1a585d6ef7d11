//! The queue: who comes, who is offered, who takes, who hands over (Q1, Q4, Q5, H6, U3).

use super::wishes::{account, number, receive, send};
use crate::check::{Held, checks, ensure, same};
use crate::dice::id;
use crate::kit::Kit;
use desk_contract::address::Address;
use desk_contract::appeal::Receiver;
use desk_contract::channel::Channel;
use desk_contract::command::*;
use desk_contract::id::{AppealId, CommandId, EntryPointId, GroupId, MessageId, OperatorId, TopicId};
use desk_contract::operator::Presence;
use desk_contract::{Refusal, Slice};

checks! {
    "queue.arrives" [Q1] "whoever comes by a line that is there enters the queue, once" => arrives;
    "queue.by_hand" [Q4] "an appeal made by hand is its maker's at once" => by_hand;
    "queue.offers" [Q1 Q5] "what waits rings at one who is ready, and only there" => offers;
    "queue.presence" [Q5 E6] "an operator says how he is; of others only who oversees them" => presence;
    "queue.two_take" [Q1 U3] "of two who take the same at once one gets it, and the other is told who" => two_take;
    "queue.returns" [Q1 H8] "what is in work can be put back, by whom it is with" => returns;
    "queue.transfers" [H6] "what is handed over stays until it is accepted, and can be declined and kept" => transfers;
    "queue.to_group" [H6] "what is handed to a group goes to the first who accepts" => to_group;
}

async fn arrives(kit: &mut Kit) -> Held {
    let (anna, connector) = (kit.anna.clone(), kit.connector.clone());
    let comes = kit.comes(Channel::Telegram, account());
    kit.model.refuses(&anna, comes.clone(), "not_your_part").await?;
    let nowhere = RegisterAppeal { group: id(GroupId::new), ..comes.clone() };
    kit.model.refuses(&connector, nowhere, "unknown_group").await?;
    let by_none = RegisterAppeal { entry_point: id(EntryPointId::new), ..comes.clone() };
    kit.model.refuses(&connector, by_none, "unknown_entry_point").await?;
    let of_none = RegisterAppeal { contact: Some(id(desk_contract::id::ContactId::new)), ..comes.clone() };
    kit.model.refuses(&connector, of_none, "unknown_contact").await?;
    let task =
        RegisterAppeal { campaign_task: Some(id(desk_contract::id::CampaignTaskId::new)), ..comes.clone() };
    kit.model.refuses(&connector, task, "unknown_campaign_task").await?;
    let appeal = comes.appeal;
    kit.model.grants(&connector, comes.clone()).await?;
    kit.model.refuses(&connector, comes, "already_exists").await?;
    for channel in Channel::ALL {
        let address = match channel {
            Channel::Call | Channel::Sms => Address::Phone { number: number()? },
            Channel::Email => Address::Mail { address: format!("{}@example.org", id(AppealId::new)) },
            Channel::SiteChat => Address::Visitor { id: id(AppealId::new).to_string() },
            _ => account(),
        };
        kit.model.grants(&connector, kit.comes(channel, address)).await?;
    }
    let gone = id(AppealId::new);
    kit.model.refuses(&connector, receive(gone, "Ау"), "unknown_appeal").await?;
    kit.model.refuses(&anna, TakeAppeal { appeal: gone }, "unknown_appeal").await?;
    kit.reads_alike(appeal).await
}

async fn by_hand(kit: &mut Kit) -> Held {
    let anna = kit.anna.clone();
    let create = CreateAppeal {
        appeal: id(AppealId::new),
        channel: Channel::Telegram,
        entry_point: kit.things.line(Channel::Telegram),
        group: kit.things.support,
        contact: None,
        address: account(),
        topic: Some(kit.things.topics[1]),
        comment: "Зашёл сам".to_owned(),
        message: id(MessageId::new),
        text: "Где заказ?".to_owned(),
        attachments: Vec::new(),
    };
    let file = kit.stores(&anna, "чек.txt", "чек").await?;
    kit.model.refuses(&kit.connector.clone(), create.clone(), "not_your_part").await?;
    let line = kit.things.line(Channel::Vk);
    for (wrong, code) in [
        (CreateAppeal { group: id(GroupId::new), ..create.clone() }, "unknown_group"),
        (CreateAppeal { entry_point: line, ..create.clone() }, "unknown_entry_point"),
        (CreateAppeal { topic: Some(id(TopicId::new)), ..create.clone() }, "unknown_topic"),
        (CreateAppeal { topic: Some(kit.things.topics[2]), ..create.clone() }, "unknown_topic"),
        (CreateAppeal { comment: "Ж".repeat(2_001), ..create.clone() }, "comment_too_long"),
        (
            CreateAppeal { address: Address::Mail { address: "kotova".to_owned() }, ..create.clone() },
            "bad_mail_address",
        ),
        (CreateAppeal { address: Address::Visitor { id: " ".to_owned() }, ..create.clone() }, "empty_name"),
        (
            CreateAppeal { attachments: vec![id(desk_contract::id::AttachmentId::new)], ..create.clone() },
            "unknown_attachment",
        ),
        (CreateAppeal { attachments: vec![file.id; 11], ..create.clone() }, "too_many_files"),
    ] {
        kit.model.refuses(&anna, wrong, code).await?;
    }
    let call = CreateAppeal {
        channel: Channel::Call,
        entry_point: kit.things.line(Channel::Call),
        address: Address::Phone { number: number()? },
        ..create.clone()
    };
    kit.model.refuses(&anna, call, "no_text_here").await?;
    let whole = CreateAppeal { attachments: vec![file.id], ..create };
    kit.model.grants(&anna, whole.clone()).await?;
    kit.model.grants(&anna, whole.clone()).await?;
    kit.reads_alike(whole.appeal).await
}

async fn offers(kit: &mut Kit) -> Held {
    let (anna, boris, vera, connector) = (kit.anna.clone(), kit.boris()?, kit.vera()?, kit.connector.clone());
    let appeal = kit.waits("Есть кто?").await?;
    let to = |person: &crate::person::Person| OfferAppeal {
        appeal,
        to: person.id().unwrap_or_else(|| id(OperatorId::new)),
    };
    kit.model.refuses(&anna, to(&anna), "not_your_part").await?;
    kit.model
        .refuses(&connector, OfferAppeal { appeal, to: id(OperatorId::new) }, "unknown_operator")
        .await?;
    kit.model.refuses(&connector, to(&vera), "not_your_group").await?;
    kit.is(&anna, Presence::OnBreak).await?;
    kit.model.refuses(&connector, to(&anna), "not_ready").await?;
    kit.is(&anna, Presence::Ready).await?;
    kit.model.grants(&connector, to(&anna)).await?;
    kit.model.grants(&connector, to(&anna)).await?;
    kit.model.refuses(&connector, to(&boris), "offered_to").await?;
    kit.model.refuses(&boris, TakeAppeal { appeal }, "offered_to").await?;
    kit.model.refuses(&boris, DeclineOffer { appeal }, "not_offered").await?;
    kit.model.grants(&anna, DeclineOffer { appeal }).await?;
    kit.model.grants(&connector, to(&boris)).await?;
    kit.model.grants(&connector, WithdrawOffer { appeal }).await?;
    kit.model.grants(&connector, WithdrawOffer { appeal }).await?;
    kit.model.refuses(&vera, TakeAppeal { appeal }, "not_your_group").await?;
    kit.model.grants(&anna, TakeAppeal { appeal }).await?;
    kit.model.refuses(&connector, to(&boris), "already_taken").await?;
    kit.model.refuses(&boris, TakeAppeal { appeal }, "already_taken").await?;
    kit.reads_alike(appeal).await
}

async fn presence(kit: &mut Kit) -> Held {
    let (anna, boris, admin) = (kit.anna.clone(), kit.boris()?, kit.admin.clone());
    let is = |person: &crate::person::Person, presence| SetPresence {
        operator: person.id().unwrap_or_else(|| id(OperatorId::new)),
        presence,
    };
    kit.model.refuses(&boris, is(&anna, Presence::Offline), "not_your_part").await?;
    kit.model
        .refuses(
            &admin,
            SetPresence { operator: id(OperatorId::new), presence: Presence::Ready },
            "unknown_operator",
        )
        .await?;
    kit.model.grants(&admin, is(&anna, Presence::Offline)).await?;
    kit.model.grants(&anna, is(&anna, Presence::Ready)).await?;
    kit.model.grants(&anna, is(&anna, Presence::Ready)).await.map(drop)
}

async fn two_take(kit: &mut Kit) -> Held {
    let (anna, boris) = (kit.anna.clone(), kit.boris()?);
    for _ in 0..3 {
        let appeal = kit.waits("Кто первый?").await?;
        let take: Command = TakeAppeal { appeal }.into();
        let keys = [id(CommandId::new), id(CommandId::new)];
        let (first, second) = tokio::join!(anna.wish_by(keys[0], &take), boris.wish_by(keys[1], &take));
        let (first, second) = (first?, second?);
        let (winner, key, refused) = match (&first, &second) {
            (Ok(_), Err(no)) => (&anna, keys[0], no),
            (Err(no), Ok(_)) => (&boris, keys[1], no),
            other => return ensure(false, "one of two who take the same gets it", format!("{other:?}")),
        };
        let by = winner.id().unwrap_or_else(|| id(OperatorId::new));
        same("the loser is told who was first", &Some(Refusal::AlreadyTaken { by }), &refused.refusal())?;
        let name = kit.model.operator(by)?.name;
        ensure(refused.detail.contains(&name), format!("in words, too: {name}"), &refused.detail)?;
        kit.model.catches_up(key, "the taking").await?;
        same(
            "who has it",
            &Some(by),
            &kit.model.world.appeal(appeal).and_then(desk_contract::Appeal::operator),
        )?;
        kit.reads_alike(appeal).await?;
    }
    Ok(())
}

async fn returns(kit: &mut Kit) -> Held {
    let (anna, connector) = (kit.anna.clone(), kit.connector.clone());
    let appeal = kit.anna_has("Добрый день").await?;
    let back = |comment: &str| ReturnAppeal { appeal, comment: comment.to_owned() };
    kit.model.refuses(&connector, back(""), "not_your_part").await?;
    kit.model.refuses(&anna, back(&"Ж".repeat(2_001)), "comment_too_long").await?;
    if let Ok(boris) = kit.boris() {
        kit.model.refuses(&boris, back(""), "not_yours").await?;
    }
    kit.model.grants(&anna, back("Не моё")).await?;
    kit.model.refuses(&anna, back(""), "still_waiting").await?;
    kit.model.grants(&anna, TakeAppeal { appeal }).await?;
    kit.model.grants(&anna, kit.closes(appeal)).await?;
    kit.model.refuses(&anna, back(""), "closed").await?;
    kit.model.refuses(&anna, TakeAppeal { appeal }, "closed").await?;
    kit.reads_alike(appeal).await
}

async fn transfers(kit: &mut Kit) -> Held {
    let (anna, boris, vera) = (kit.anna.clone(), kit.boris()?, kit.vera()?);
    let appeal = kit.anna_has("Это к продажам").await?;
    let to = |person: &crate::person::Person| Receiver::Operator {
        id: person.id().unwrap_or_else(|| id(OperatorId::new)),
    };
    let over = |to, comment: &str| TransferAppeal { appeal, to, comment: comment.to_owned() };
    kit.model.grants(&anna, AcceptTransfer { appeal }).await?;
    kit.model.refuses(&anna, CancelTransfer { appeal }, "no_transfer").await?;
    kit.model.refuses(&anna, over(to(&anna), ""), "has_it_already").await?;
    kit.model.refuses(&boris, over(to(&boris), ""), "not_yours").await?;
    kit.model
        .refuses(&anna, over(Receiver::Operator { id: id(OperatorId::new) }, ""), "unknown_operator")
        .await?;
    kit.model.refuses(&anna, over(Receiver::Group { id: id(GroupId::new) }, ""), "unknown_group").await?;
    kit.is(&vera, Presence::Offline).await?;
    kit.model.refuses(&anna, over(to(&vera), ""), "not_ready").await?;
    kit.is(&vera, Presence::Ready).await?;
    kit.model.grants(&anna, over(to(&vera), "Это к вам")).await?;
    kit.model.refuses(&anna, over(to(&boris), ""), "transfer_pending").await?;
    kit.model.refuses(&boris, AcceptTransfer { appeal }, "not_for_you").await?;
    kit.model.refuses(&boris, DeclineTransfer { appeal, comment: String::new() }, "not_for_you").await?;
    kit.model.grants(&vera, DeclineTransfer { appeal, comment: "Занята".to_owned() }).await?;
    kit.model.grants(&anna, over(to(&vera), "")).await?;
    kit.model.grants(&anna, CancelTransfer { appeal }).await?;
    kit.model.refuses(&vera, AcceptTransfer { appeal }, "already_taken").await?;
    kit.model.grants(&anna, over(to(&vera), "Всё же к вам")).await?;
    kit.model.grants(&vera, AcceptTransfer { appeal }).await?;
    kit.model.grants(&vera, AcceptTransfer { appeal }).await?;
    kit.model.refuses(&anna, send(appeal, "ещё я"), "not_yours").await?;
    kit.model.grants(&vera, send(appeal, "Здравствуйте")).await?;
    kit.reads_alike(appeal).await
}

async fn to_group(kit: &mut Kit) -> Held {
    let (anna, vera) = (kit.anna.clone(), kit.vera()?);
    let appeal = kit.anna_has("В другую группу").await?;
    let to = Receiver::Group { id: kit.things.sales };
    kit.model.grants(&anna, TransferAppeal { appeal, to, comment: String::new() }).await?;
    kit.model.refuses(&vera, DeclineTransfer { appeal, comment: String::new() }, "not_for_you").await?;
    kit.model.grants(&vera, AcceptTransfer { appeal }).await?;
    let closes = kit.closes(appeal);
    kit.model.grants(&vera, closes).await?;
    kit.model.refuses(&vera, AcceptTransfer { appeal }, "no_transfer").await?;
    kit.reads_alike(appeal).await
}
