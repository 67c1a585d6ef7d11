//! What an appeal is about, how it ends, with what it is linked (H5, H7, H8, H9, H11).

use crate::check::{Held, checks};
use crate::dice::id;
use crate::kit::Kit;
use desk_contract::Slice;
use desk_contract::appeal::{Link, LinkKind};
use desk_contract::command::*;
use desk_contract::directory::{Entry, Settings};
use desk_contract::id::{ContactId, DealId, OrganisationId, OutcomeId, TopicId};

checks! {
    "about.topic" [H7] "a topic is one of the directory's that is offered" => topic;
    "about.comment" [H8] "a comment is kept, as long as it may be" => comment;
    "about.closing" [H8] "an appeal is closed with a result that is offered, and opened again" => closing;
    "about.spam" [H5] "spam is closed at once, and taken back by whoever said so" => spam;
    "about.links" [H11 H4] "at most one client, one deal, one company, and none of another client" => links;
    "about.crm" [H9] "an appeal goes to the CRM where one is connected, and comes back with what became of it" => crm;
    "slow.spam" [H5] "spam is not taken back when it is too late" => spam_too_late;
}

async fn topic(kit: &mut Kit) -> Held {
    let anna = kit.anna.clone();
    let appeal = kit.waits("О доставке").await?;
    let [topic, below, away] = kit.things.topics;
    let set = |topic| SetTopic { appeal, topic };
    kit.model.refuses(&anna, set(Some(topic)), "still_waiting").await?;
    kit.model.grants(&anna, TakeAppeal { appeal }).await?;
    kit.model.refuses(&anna, set(Some(id(TopicId::new))), "unknown_topic").await?;
    kit.model.refuses(&anna, set(Some(away)), "unknown_topic").await?;
    for topic in [Some(topic), Some(below), Some(below), None] {
        kit.model.grants(&anna, set(topic)).await?;
    }
    if let Ok(boris) = kit.boris() {
        kit.model.refuses(&boris, set(Some(topic)), "not_yours").await?;
    }
    kit.reads_alike(appeal).await
}

async fn comment(kit: &mut Kit) -> Held {
    let anna = kit.anna.clone();
    let appeal = kit.anna_has("Алло").await?;
    let said = |comment: &str| CommentAppeal { appeal, comment: comment.to_owned() };
    kit.model.refuses(&anna, said(&"Ж".repeat(2_001)), "comment_too_long").await?;
    for comment in ["Перезвонить", "Перезвонить", " Перезвонить ", ""] {
        kit.model.grants(&anna, said(comment)).await?;
    }
    kit.reads_alike(appeal).await
}

async fn closing(kit: &mut Kit) -> Held {
    let anna = kit.anna.clone();
    let appeal = kit.anna_has("Алло").await?;
    let close = |outcome, comment: &str| CloseAppeal { appeal, outcome, comment: comment.to_owned() };
    let [solved, _, away] = kit.things.outcomes;
    kit.model.refuses(&anna, close(id(OutcomeId::new), ""), "unknown_outcome").await?;
    kit.model.refuses(&anna, close(away, ""), "unknown_outcome").await?;
    kit.model.refuses(&anna, close(solved, &"Ж".repeat(2_001)), "comment_too_long").await?;
    kit.model.refuses(&anna, ReopenAppeal { appeal }, "not_closed").await?;
    kit.model.refuses(&anna, UndoSpam { appeal }, "not_closed").await?;
    kit.model.grants(&anna, close(solved, "Решено")).await?;
    kit.model.refuses(&anna, close(solved, ""), "closed").await?;
    kit.model.refuses(&anna, UndoSpam { appeal }, "not_spam").await?;
    if let Ok(vera) = kit.vera() {
        kit.model.refuses(&vera, ReopenAppeal { appeal }, "not_your_group").await?;
    }
    kit.model.grants(&anna, ReopenAppeal { appeal }).await?;
    kit.model.grants(&anna, close(solved, "")).await?;
    kit.reads_alike(appeal).await
}

async fn spam(kit: &mut Kit) -> Held {
    let anna = kit.anna.clone();
    let waiting = kit.waits("Купите!").await?;
    let talking = kit.calls().await?;
    kit.model.grants(&anna, TakeAppeal { appeal: talking }).await?;
    for appeal in [waiting, talking] {
        kit.model.grants(&anna, MarkSpam { appeal }).await?;
        if let Ok(boris) = kit.boris() {
            kit.model.refuses(&boris, UndoSpam { appeal }, "not_yours").await?;
        }
        kit.model.grants(&anna, UndoSpam { appeal }).await?;
        kit.model.refuses(&anna, UndoSpam { appeal }, "not_closed").await?;
        kit.reads_alike(appeal).await?;
    }
    Ok(())
}

async fn spam_too_late(kit: &mut Kit) -> Held {
    kit.is_slow()?;
    let anna = kit.anna.clone();
    let appeal = kit.anna_has("Купите!").await?;
    kit.model.grants(&anna, MarkSpam { appeal }).await?;
    tokio::time::sleep(std::time::Duration::from_secs(32)).await;
    kit.model.refuses(&anna, UndoSpam { appeal }, "too_late_to_undo").await
}

async fn links(kit: &mut Kit) -> Held {
    let anna = kit.anna.clone();
    let appeal = kit.anna_has("Алло").await?;
    let (maria, petr) = (kit.meets("Мария Котова").await?, kit.meets("Пётр Серов").await?);
    let company = kit.company("Ромашка").await?;
    let (hers, his) = (kit.deal_with(maria).await?, kit.deal_with(petr).await?);
    let link = |link| LinkAppeal { appeal, link };
    kit.model.refuses(&anna, link(Link::Contact { id: maria }), "still_a_guest").await?;
    kit.model.refuses(&anna, link(Link::Contact { id: id(ContactId::new) }), "unknown_contact").await?;
    kit.model.refuses(&anna, link(Link::Deal { id: id(DealId::new) }), "unknown_deal").await?;
    kit.model
        .refuses(&anna, link(Link::Organisation { id: id(OrganisationId::new) }), "unknown_organisation")
        .await?;
    kit.model.grants(&anna, BindContact { appeal, contact: maria }).await?;
    kit.model.grants(&anna, BindContact { appeal, contact: maria }).await?;
    kit.model.refuses(&anna, BindContact { appeal, contact: petr }, "not_a_guest").await?;
    kit.model.refuses(&anna, BindContact { appeal, contact: id(ContactId::new) }, "unknown_contact").await?;
    kit.model.refuses(&anna, link(Link::Deal { id: his }), "deal_of_another").await?;
    kit.model.grants(&anna, link(Link::Deal { id: hers })).await?;
    kit.model.refuses(&anna, link(Link::Contact { id: petr }), "deal_of_another").await?;
    kit.model.grants(&anna, link(Link::Organisation { id: company })).await?;
    kit.reads_alike(appeal).await?;
    for kind in [LinkKind::Deal, LinkKind::Organisation, LinkKind::Contact, LinkKind::Contact] {
        kit.model.grants(&anna, UnlinkAppeal { appeal, kind }).await?;
    }
    kit.reads_alike(appeal).await
}

async fn crm(kit: &mut Kit) -> Held {
    kit.is_trial()?;
    let (anna, connector) = (kit.anna.clone(), kit.connector.clone());
    let appeal = kit.anna_has("Алло").await?;
    let before = kit.sets(|settings| settings.crm = None).await?;
    kit.model.refuses(&anna, SendToCrm { appeal }, "crm_not_connected").await?;
    kit.sets(|settings| settings.crm = Some("Conformance CRM".to_owned())).await?;
    kit.model.refuses(&anna, SendToCrm { appeal }, "still_a_guest").await?;
    let maria = kit.meets("Мария Котова").await?;
    kit.model.grants(&anna, BindContact { appeal, contact: maria }).await?;
    kit.model.grants(&anna, SendToCrm { appeal }).await?;
    kit.model.grants(&anna, SendToCrm { appeal }).await?;
    let told = |result| ReportCrm { appeal, result };
    kit.model.refuses(&anna, told(CrmResult::Sent { link: None }), "not_your_part").await?;
    kit.model.grants(&connector, told(CrmResult::Failed { reason: "Нет ответа".to_owned() })).await?;
    kit.model.grants(&anna, SendToCrm { appeal }).await?;
    let link = Some("https://crm.example/leads/100".to_owned());
    kit.model.grants(&connector, told(CrmResult::Sent { link })).await?;
    kit.puts_back(before).await?;
    kit.reads_alike(appeal).await
}

impl Kit {
    /// Changes the desk's settings; answers what they were.
    pub(crate) async fn sets(
        &mut self,
        change: impl FnOnce(&mut Settings),
    ) -> Result<Settings, crate::check::Broken> {
        let before = self.model.world.directory().settings.clone();
        let mut settings = before.clone();
        change(&mut settings);
        self.puts_back(settings).await?;
        Ok(before)
    }

    /// Puts the settings in their place.
    pub(crate) async fn puts_back(&mut self, settings: Settings) -> Held {
        let entry = Entry::Settings(settings);
        self.model.grants(&self.admin.clone(), SaveEntry { entry, seen: None }).await.map(drop)
    }
}
