//! Reading the open chat.

use crate::browser::Browser;
use crate::failed::Unmet;
use crate::sight::texts_of;

impl Browser {
    /// The words of each message of the open chat, oldest first.
    ///
    /// # Errors
    /// There is none.
    pub async fn messages(&self) -> Result<Vec<String>, Unmet> {
        let look =
            async || Ok(Some(texts_of(&self.look("messages", &[]).await?)).filter(|texts| !texts.is_empty()));
        self.until("a message in the chat", look).await
    }

    /// Every line of the open chat: days, messages, what stands under them.
    ///
    /// # Errors
    /// There is none.
    pub async fn lines(&self) -> Result<Vec<String>, Unmet> {
        let look =
            async || Ok(Some(texts_of(&self.look("lines", &[]).await?)).filter(|texts| !texts.is_empty()));
        self.until("a line in the chat", look).await
    }

    /// Waits until the client has written something after the message `mine`; tells what.
    ///
    /// # Errors
    /// He did not.
    pub async fn gets_answer_to(&self, mine: &str) -> Result<String, Unmet> {
        let look = async || {
            let messages = texts_of(&self.look("messages", &[]).await?);
            let place = messages.iter().rposition(|text| text == mine);
            Ok(place.and_then(|place| messages.get(place + 1).cloned()))
        };
        self.until(&format!("an answer to «{mine}»"), look).await
    }
}
