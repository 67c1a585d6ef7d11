//! Filling in a form, where it is more than a press or a word typed.

use crate::browser::Browser;
use crate::failed::Unmet;
use crate::sight::texts_of;
use serde_json::json;

impl Browser {
    /// Takes one of a field's own list by its words.
    ///
    /// # Errors
    /// There is no such field, or it does not offer that.
    pub async fn picks(&self, field: &str, words: &str) -> Result<(), Unmet> {
        let pick = async || {
            let done = self.look("pick", &[json!(field), json!(words)]).await?;
            Ok(done.as_bool().unwrap_or(false).then_some(()))
        };
        self.until(&format!("«{words}» in the field «{field}»"), pick).await
    }

    /// Sets a field of date and time, `2026-03-18T00:00`, as the browser's own picker does.
    ///
    /// # Errors
    /// There is no such field, or it takes no such moment.
    pub async fn sets(&self, field: &str, moment: &str) -> Result<(), Unmet> {
        let set = async || {
            let done = self.look("set", &[json!(field), json!(moment)]).await?;
            Ok(done.as_bool().unwrap_or(false).then_some(()))
        };
        self.until(&format!("{moment} in the field «{field}»"), set).await
    }

    /// What a field's own list offers, in its order.
    ///
    /// # Errors
    /// There is no such field.
    pub async fn offers(&self, field: &str) -> Result<Vec<String>, Unmet> {
        let look = async || {
            Ok(Some(texts_of(&self.look("picks", &[json!(field)]).await?)).filter(|it| !it.is_empty()))
        };
        self.until(&format!("what the field «{field}» offers"), look).await
    }

    /// Brings a file of text by the field of that name, as chosen in the system's own dialog.
    ///
    /// # Errors
    /// There is no such field.
    pub async fn brings(&self, field: &str, file: &str, text: &str) -> Result<(), Unmet> {
        let bring = async || {
            let at = [json!(field), json!(file), json!(text), json!("text/plain")];
            Ok(self.look("bring", &at).await?.as_bool().unwrap_or(false).then_some(()))
        };
        self.until(&format!("the field of files «{field}»"), bring).await
    }
}
