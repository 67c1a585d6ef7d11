//! What is read is what the events fold to.

use crate::check::{Held, same};
use crate::kit::Kit;
use desk_contract::Slice;
use desk_contract::id::AppealId;
use desk_contract::wire::questions::{ReadAppeal, ReadAppealCards, ReadMessages};
use desk_contract::wire::{Limit, MessagesQuery};

impl Kit {
    /// Holds an appeal and its chat, as the administrator reads them, against the world beside.
    pub(crate) async fn reads_alike(&self, appeal: AppealId) -> Held {
        let Some(known) = self.model.world.appeal(appeal) else { return Ok(()) };
        let read = self.admin.must::<ReadAppeal>(&[&appeal], &()).await?;
        same("an appeal as its events tell it", known, &read)?;
        let query = MessagesQuery { before: None, limit: Limit::MOST };
        let thread = self.admin.must::<ReadMessages>(&[&appeal], &query).await?;
        let messages = self.model.world.thread(appeal).map(|it| it.messages.clone()).unwrap_or_default();
        same("a chat as its events tell it", &messages, &thread.messages)?;
        same("the version of the chat", &known.version, &thread.version)?;
        let cards = self.admin.must::<ReadAppealCards>(&[&appeal], &()).await?;
        let known = &self.model.world.cards().contacts;
        for (id, card) in &cards.contacts {
            if let Some(known) = known.get(id) {
                same("a card as its events tell it", known, card)?;
            }
        }
        Ok(())
    }
}
