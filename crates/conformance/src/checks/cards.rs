//! The address book, deals, tasks and documents (W3, W6, W7, H4, U9); versions of what two may change at once.

use super::wishes::{account, number};
use crate::check::{Broken, Held, checks, same};
use crate::dice::id;
use crate::kit::Kit;
use desk_contract::Slice;
use desk_contract::channel::Channel;
use desk_contract::command::*;
use desk_contract::contact::{Account, ContactCard, NumberKind, OrganisationCard, TypedNumber};
use desk_contract::deal::DealCard;
use desk_contract::id::*;
use desk_contract::money::Money;
use desk_contract::wire::questions::{ReadContact, ReadContactCards, ReadDeal, ReadOrganisation};

checks! {
    "cards.contacts" [W6] "a client's card is made and changed by whoever saw how it stands" => contacts;
    "cards.guests" [H4 W6] "a guest becomes a client, and his earlier appeals with him" => guests;
    "cards.merging" [U9] "two clients become one, with all that is theirs, and are parted again" => merging;
    "cards.organisations" [W6] "a company's card is made and changed" => organisations;
    "cards.versions" [W6 U1] "who changes what somebody changed meanwhile is told, and nothing is lost (412)" => versions;
}

impl Kit {
    /// A card that nobody has written yet.
    pub(crate) fn card(&self, name: &str) -> Result<ContactCard, Broken> {
        let account = match account() {
            desk_contract::address::Address::Account { id, name } => {
                Account { channel: Channel::Telegram, id, name }
            }
            _ => return Err(Broken::not_tried("no account")),
        };
        Ok(ContactCard {
            name: format!("{name}, {}", self.things.mark),
            numbers: vec![TypedNumber { kind: NumberKind::Mobile, number: number()? }],
            mails: vec![format!("{}@example.org", account.id)],
            accounts: vec![account],
            ..ContactCard::default()
        })
    }

    /// A new client of the address book.
    pub(crate) async fn meets(&mut self, name: &str) -> Result<ContactId, Broken> {
        let (contact, card) = (id(ContactId::new), self.card(name)?);
        let save = SaveContact { contact, version: None, card, from_appeal: None };
        self.model.grants(&self.anna.clone(), save).await?;
        Ok(contact)
    }

    /// A new company.
    pub(crate) async fn company(&mut self, title: &str) -> Result<OrganisationId, Broken> {
        let organisation = id(OrganisationId::new);
        let card = OrganisationCard { title: self.things.title(title), ..OrganisationCard::default() };
        self.model.grants(&self.anna.clone(), SaveOrganisation { organisation, version: None, card }).await?;
        Ok(organisation)
    }

    /// A deal's card.
    pub(crate) fn deal_card(&self, contact: ContactId) -> DealCard {
        DealCard {
            title: self.things.title("диван"),
            contact,
            organisation: None,
            amount: Some(Money::rub(150_000)),
            stage: self.things.stages[0],
            assignee: self.anna.id().unwrap_or_else(|| id(OperatorId::new)),
            comment: String::new(),
        }
    }

    /// A new deal with a client.
    pub(crate) async fn deal_with(&mut self, contact: ContactId) -> Result<DealId, Broken> {
        let (deal, card) = (id(DealId::new), self.deal_card(contact));
        let save = SaveDeal { deal, version: None, card, from_appeal: None };
        self.model.grants(&self.anna.clone(), save).await?;
        Ok(deal)
    }
}

async fn contacts(kit: &mut Kit) -> Held {
    let anna = kit.anna.clone();
    let (contact, card) = (id(ContactId::new), kit.card("Ольга Иванова")?);
    let save =
        |version, card: &ContactCard| SaveContact { contact, version, card: card.clone(), from_appeal: None };
    kit.model.refuses(&kit.connector.clone(), save(None, &card), "not_your_part").await?;
    for (wrong, code) in [
        (ContactCard { name: " ".to_owned(), ..card.clone() }, "empty_name"),
        (ContactCard { name: "Ж".repeat(201), ..card.clone() }, "name_too_long"),
        (ContactCard { mails: vec!["kotova".to_owned()], ..card.clone() }, "bad_mail_address"),
        (ContactCard { organisation: Some(id(OrganisationId::new)), ..card.clone() }, "unknown_organisation"),
    ] {
        kit.model.refuses(&anna, save(None, &wrong), code).await?;
    }
    kit.model.refuses(&anna, save(Some(1), &card), "unknown_contact").await?;
    kit.model.grants(&anna, save(None, &card)).await?;
    kit.model.grants(&anna, save(None, &card)).await?;
    let moved = ContactCard { comment: "Переехала".to_owned(), ..card.clone() };
    kit.model.refuses(&anna, save(None, &moved), "already_exists").await?;
    kit.model.grants(&anna, save(Some(1), &moved)).await?;
    kit.model.refuses(&anna, save(Some(1), &card), "changed").await?;
    let gone = SaveContact { from_appeal: Some(id(AppealId::new)), ..save(Some(2), &moved) };
    kit.model.refuses(&anna, gone, "unknown_appeal").await?;
    let read = anna.must::<ReadContact>(&[&contact], &()).await?;
    same(
        "the card, as its events tell it",
        &kit.model.world.cards().contacts.get(&contact).map(|it| (**it).clone()),
        &Some(read),
    )
}

async fn guests(kit: &mut Kit) -> Held {
    let (anna, connector) = (kit.anna.clone(), kit.connector.clone());
    let place = account();
    let mut appeals = Vec::new();
    for _ in 0..2 {
        let comes = kit.comes(Channel::Telegram, place.clone());
        appeals.push(comes.appeal);
        kit.model.grants(&connector, comes).await?;
    }
    let appeal = appeals[1];
    let contact = id(ContactId::new);
    let card = ContactCard { accounts: Vec::new(), ..kit.card("Гость")? };
    let save = SaveContact { contact, version: None, card, from_appeal: Some(appeal) };
    kit.model.refuses(&anna, save.clone(), "still_waiting").await?;
    kit.model.grants(&anna, TakeAppeal { appeal }).await?;
    kit.model.grants(&anna, save).await?;
    let known = kit.model.world.appeal(appeals[0]).and_then(|it| it.contact);
    same("his earlier appeal is his, too", &Some(contact), &known)?;
    // Whoever comes from there again is known.
    let comes = kit.comes(Channel::Telegram, place);
    appeals.push(comes.appeal);
    kit.model.grants(&connector, comes).await?;
    for appeal in appeals {
        kit.reads_alike(appeal).await?;
    }
    Ok(())
}

async fn merging(kit: &mut Kit) -> Held {
    let (anna, admin) = (kit.anna.clone(), kit.admin.clone());
    let (into, from) = (kit.meets("Мария Котова").await?, kit.meets("Маша Котова").await?);
    let deal = kit.deal_with(from).await?;
    let appeal = kit.anna_has("Это снова я").await?;
    kit.model.grants(&anna, BindContact { appeal, contact: from }).await?;
    let merge = id(MergeId::new);
    let join = |into, from| MergeContacts { merge, into, from };
    kit.model.refuses(&kit.connector.clone(), join(into, from), "not_your_part").await?;
    kit.model.refuses(&anna, join(into, into), "same_contact").await?;
    kit.model.refuses(&anna, join(into, id(ContactId::new)), "unknown_contact").await?;
    kit.model.refuses(&anna, UndoMerge { merge }, "unknown_merge").await?;
    kit.model.grants(&anna, join(into, from)).await?;
    kit.model.grants(&anna, join(into, from)).await?;
    kit.model.refuses(&anna, join(from, into), "already_exists").await?;
    let merged = anna.must::<ReadContactCards>(&[&into], &()).await?;
    same("the deal is his who remains", &Some(into), &merged.deals.get(&deal).map(|it| it.card.contact))?;
    kit.reads_alike(appeal).await?;
    kit.model.grants(&admin, UndoMerge { merge }).await?;
    kit.model.grants(&admin, UndoMerge { merge }).await?;
    for contact in [into, from] {
        let read = anna.must::<ReadContact>(&[&contact], &()).await?;
        let known = kit.model.world.cards().contacts.get(&contact).map(|it| (**it).clone());
        same("the card, as its events tell it", &known, &Some(read))?;
    }
    let read = anna.must::<ReadDeal>(&[&deal], &()).await?;
    same("the deal is parted, too", &from, &read.card.contact)?;
    kit.reads_alike(appeal).await
}

async fn organisations(kit: &mut Kit) -> Held {
    let anna = kit.anna.clone();
    let organisation = id(OrganisationId::new);
    let card = OrganisationCard { title: kit.things.title("Ромашка"), ..OrganisationCard::default() };
    let save =
        |version, card: &OrganisationCard| SaveOrganisation { organisation, version, card: card.clone() };
    let nameless = OrganisationCard { title: " ".to_owned(), ..card.clone() };
    kit.model.refuses(&anna, save(None, &nameless), "empty_name").await?;
    kit.model.refuses(&anna, save(Some(1), &card), "unknown_organisation").await?;
    kit.model.refuses(&kit.connector.clone(), save(None, &card), "not_your_part").await?;
    kit.model.grants(&anna, save(None, &card)).await?;
    kit.model.grants(&anna, save(Some(7), &card)).await?;
    let payer = OrganisationCard { comment: "Платят в срок".to_owned(), ..card };
    kit.model.grants(&anna, save(Some(1), &payer)).await?;
    let read = anna.must::<ReadOrganisation>(&[&organisation], &()).await?;
    let known = kit.model.world.cards().organisations.get(&organisation).map(|it| (**it).clone());
    same("the card, as its events tell it", &known, &Some(read))
}

async fn versions(kit: &mut Kit) -> Held {
    let (anna, admin) = (kit.anna.clone(), kit.admin.clone());
    let organisation = kit.company("Лютик").await?;
    let save = |version, title: &str| SaveOrganisation {
        organisation,
        version: Some(version),
        card: OrganisationCard { title: title.to_owned(), ..OrganisationCard::default() },
    };
    kit.model.grants(&admin, save(1, "Лютик и К")).await?;
    kit.model.refuses(&anna, save(1, "Лютик плюс"), "changed").await?;
    kit.model.refuses(&anna, save(9, "Лютик плюс"), "changed").await?;
    let read = anna.must::<ReadOrganisation>(&[&organisation], &()).await?;
    same("what was written first", &"Лютик и К".to_owned(), &read.card.title)?;
    // Two at once with the same version: one of them is told.
    let (one, two) = (save(2, "Раз").into(), save(2, "Два").into());
    let keys = [id(CommandId::new), id(CommandId::new)];
    let (one, two) = tokio::join!(anna.wish_by(keys[0], &one), admin.wish_by(keys[1], &two));
    let (one, two) = (one?, two?);
    let (key, no) = match (one, two) {
        (Ok(_), Err(no)) => (keys[0], no),
        (Err(no), Ok(_)) => (keys[1], no),
        other => {
            return crate::check::ensure(
                false,
                "one of two who change the same version is told",
                format!("{other:?}"),
            );
        }
    };
    same("that it was changed", &Some(desk_contract::Refusal::Changed { version: 3 }), &no.refusal())?;
    same("under 412", &412, &no.status)?;
    kit.model.catches_up(key, "the change").await.map(drop)
}
