//! Payment links and forms, which go to the client and come back (W8, W9); outgoing appeals (O1 to O4).

use super::wishes::{account, number};
use crate::check::{Held, checks};
use crate::dice::id;
use crate::kit::Kit;
use desk_contract::address::Address;
use desk_contract::channel::Channel;
use desk_contract::command::*;
use desk_contract::contact::ContactCard;
use desk_contract::form::Answer;
use desk_contract::id::*;
use desk_contract::money::Money;
use desk_contract::payment::PaymentStatus;
use desk_contract::wire::questions::ReadPayment;
use desk_contract::{Refusal, Slice, why_not_by};

checks! {
    "payments.link" [W8] "a payment is asked for where payments are connected, linked, and told until it is final" => payment;
    "forms.answers" [W9] "a form goes to the client, whose answers make a card, or are put aside" => form;
    "outgoing.ways" [O1 O2 O3 O4 O6] "a client is written and called first by the ways that his card and the desk have" => outgoing;
}

async fn payment(kit: &mut Kit) -> Held {
    kit.is_trial()?;
    let (anna, connector) = (kit.anna.clone(), kit.connector.clone());
    let (maria, petr) = (kit.meets("Мария Котова").await?, kit.meets("Пётр Серов").await?);
    let (deal, his) = (kit.deal_with(maria).await?, kit.deal_with(petr).await?);
    let appeal = kit.anna_has("Как оплатить?").await?;
    kit.model.grants(&anna, BindContact { appeal, contact: maria }).await?;
    let payment = id(PaymentId::new);
    let ask = RequestPayment {
        payment,
        appeal,
        deal,
        amount: Money::rub(150_000),
        description: "Заказ 100".to_owned(),
    };
    let before = kit.sets(|settings| settings.has_payments = false).await?;
    kit.model.refuses(&anna, ask.clone(), "payments_not_connected").await?;
    kit.sets(|settings| settings.has_payments = true).await?;
    for (wrong, code) in [
        (RequestPayment { deal: id(DealId::new), ..ask.clone() }, "unknown_deal"),
        (RequestPayment { deal: his, ..ask.clone() }, "deal_of_another"),
        (RequestPayment { amount: Money::rub(0), ..ask.clone() }, "no_amount"),
        (RequestPayment { description: " ".to_owned(), ..ask.clone() }, "empty_name"),
        (RequestPayment { description: "Ж".repeat(129), ..ask.clone() }, "name_too_long"),
    ] {
        kit.model.refuses(&anna, wrong, code).await?;
    }
    let link = ProvidePaymentLink {
        payment,
        message: id(MessageId::new),
        link: "https://pay.example/100".to_owned(),
    };
    kit.model.refuses(&connector, link.clone(), "unknown_payment").await?;
    kit.model.grants(&anna, ask.clone()).await?;
    kit.model.grants(&anna, ask.clone()).await?;
    kit.model.refuses(&anna, RequestPayment { amount: Money::rub(1), ..ask }, "already_exists").await?;
    let unsafe_link = ProvidePaymentLink { link: "http://pay.example/100".to_owned(), ..link.clone() };
    kit.model.refuses(&connector, unsafe_link, "bad_link").await?;
    kit.model.refuses(&anna, link.clone(), "not_your_part").await?;
    kit.model.grants(&connector, link.clone()).await?;
    kit.model.grants(&connector, link).await?;
    for status in [PaymentStatus::WaitingForCapture, PaymentStatus::Succeeded, PaymentStatus::Canceled] {
        kit.model.grants(&connector, ReportPayment { payment, status, reason: None }).await?;
    }
    kit.puts_back(before).await?;
    let read = anna.must::<ReadPayment>(&[&payment], &()).await?;
    let known = kit.model.world.cards().payments.get(&payment).map(|it| (**it).clone());
    crate::check::same("the payment, as its events tell it", &known, &Some(read))?;
    kit.reads_alike(appeal).await
}

async fn form(kit: &mut Kit) -> Held {
    let (anna, connector) = (kit.anna.clone(), kit.connector.clone());
    let appeal = kit.anna_has("Запишите меня").await?;
    let (sent, form) = (id(SentFormId::new), kit.things.form);
    let send = |sent, text: &str| SendForm {
        sent,
        appeal,
        form,
        message: id(MessageId::new),
        text: text.to_owned(),
    };
    kit.model
        .refuses(&anna, SendForm { form: id(FormId::new), ..send(sent, "Заполните") }, "unknown_form")
        .await?;
    kit.model.refuses(&anna, send(sent, " "), "empty_text").await?;
    let once = send(sent, "Заполните");
    for _ in 0..2 {
        kit.model.grants(&anna, once.clone()).await?;
    }
    let answer = |key: &str, value: &str| Answer { key: key.to_owned(), value: value.to_owned() };
    let phone = number()?.to_string();
    let answers = vec![answer("name", "Нина Белова"), answer("phone", &phone), answer("wish", "Днём")];
    let contact = id(ContactId::new);
    let accept = AcceptAnswers { sent, contact, without: Vec::new() };
    kit.model.refuses(&anna, accept.clone(), "no_answers").await?;
    kit.model.refuses(&anna, DiscardAnswers { sent }, "no_answers").await?;
    let half = ReceiveAnswers { sent, answers: vec![answer("name", "Нина")] };
    kit.model.refuses(&connector, half, "answer_missing").await?;
    let of_none = ReceiveAnswers { sent: id(SentFormId::new), answers: answers.clone() };
    kit.model.refuses(&connector, of_none, "unknown_form").await?;
    for _ in 0..2 {
        kit.model.grants(&connector, ReceiveAnswers { sent, answers: answers.clone() }).await?;
    }
    kit.model.grants(&anna, accept.clone()).await?;
    kit.model.grants(&anna, accept).await?;
    let late = ReceiveAnswers { sent, answers: vec![answer("name", "Нина"), answer("phone", &phone)] };
    kit.model.refuses(&connector, late, "form_is_done").await?;
    kit.reads_alike(appeal).await?;
    let another = id(SentFormId::new);
    kit.model.grants(&anna, send(another, "И ещё раз")).await?;
    kit.model.grants(&connector, ReceiveAnswers { sent: another, answers }).await?;
    kit.model.grants(&anna, DiscardAnswers { sent: another }).await?;
    kit.model.grants(&anna, DiscardAnswers { sent: another }).await?;
    kit.reads_alike(appeal).await
}

async fn outgoing(kit: &mut Kit) -> Held {
    let (anna, connector) = (kit.anna.clone(), kit.connector.clone());
    let (contact, card) = (id(ContactId::new), kit.card("Мария Котова")?);
    let bare = ContactCard { numbers: Vec::new(), accounts: Vec::new(), mails: Vec::new(), ..card.clone() };
    let save =
        |version, card: &ContactCard| SaveContact { contact, version, card: card.clone(), from_appeal: None };
    kit.model.grants(&anna, save(None, &bare)).await?;
    let start = |kit: &Kit, channel, address| StartAppeal {
        appeal: id(AppealId::new),
        channel,
        contact,
        address,
        entry_point: None,
        mailbox: Some(kit.things.mailboxes[0]),
        group: kit.things.support,
    };
    let phone = Address::Phone { number: card.numbers[0].number.clone() };
    let mail = Address::Mail { address: card.mails[0].clone() };
    let telegram = Address::Account { id: card.accounts[0].id.clone(), name: None };
    for (channel, address, code) in [
        (Channel::Sms, phone.clone(), "no_mobile_number"),
        (Channel::Call, phone.clone(), "no_number"),
        (Channel::Email, mail.clone(), "no_mail_address"),
        (Channel::Telegram, telegram.clone(), "no_account"),
        (Channel::SiteChat, account(), "client_begins_chat"),
    ] {
        let wish = start(kit, channel, address);
        kit.model.refuses(&anna, wish, code).await?;
    }
    kit.model.grants(&anna, save(Some(1), &card)).await?;
    let wish = start(kit, Channel::Sms, phone.clone());
    kit.model.refuses(&connector, wish.clone(), "not_your_part").await?;
    kit.model
        .refuses(&anna, StartAppeal { contact: id(ContactId::new), ..wish.clone() }, "unknown_contact")
        .await?;
    kit.model
        .refuses(&anna, StartAppeal { group: id(GroupId::new), ..wish.clone() }, "unknown_group")
        .await?;
    kit.model
        .refuses(
            &anna,
            StartAppeal { entry_point: Some(id(EntryPointId::new)), ..wish },
            "unknown_entry_point",
        )
        .await?;
    let elsewhere = start(kit, Channel::Telegram, account());
    kit.model.refuses(&anna, elsewhere, "not_on_card").await?;
    let viber = ContactCard {
        accounts: vec![desk_contract::contact::Account {
            channel: Channel::Viber,
            ..card.accounts[0].clone()
        }],
        ..card.clone()
    };
    let is_off = matches!(
        why_not_by(kit.model.world.directory(), Some(&viber), Channel::Viber),
        Some(Refusal::NotConnected { .. })
    );
    if is_off {
        kit.model.grants(&anna, save(Some(2), &viber)).await?;
        let wish = start(kit, Channel::Viber, telegram.clone());
        kit.model.refuses(&anna, wish, "not_connected").await?;
        kit.model.grants(&anna, save(Some(3), &card)).await?;
    }
    for (channel, address) in [
        (Channel::Sms, phone.clone()),
        (Channel::Telegram, telegram),
        (Channel::Email, mail),
        (Channel::Call, phone),
    ] {
        let wish = start(kit, channel, address);
        let appeal = wish.appeal;
        kit.model.grants(&anna, wish.clone()).await?;
        kit.model.grants(&anna, wish).await?;
        if channel == Channel::Call {
            kit.model.grants(&anna, HangUp { appeal }).await?;
        }
        kit.reads_alike(appeal).await?;
    }
    Ok(())
}
