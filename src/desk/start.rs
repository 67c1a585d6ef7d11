//! Sitting down: the configuration is read, the backend it names is connected, the desk opened.

use super::Desk;
use crate::backend::{self, Failure};

/// Why the operator cannot sit down.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum StartError {
    /// `config.json` is wrong; how.
    #[error("config.json: {0}")]
    WrongConfig(String),
    /// The backend did not answer, or not rightly.
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl Desk {
    /// Sits down at the desk that `config.json` names.
    ///
    /// # Errors
    /// What is wrong with the configuration, or why the backend did not answer.
    pub(crate) async fn sit_down() -> Result<Self, StartError> {
        let config = backend::config::read().await.map_err(StartError::WrongConfig)?;
        Ok(Self::open(backend::connect(&config).await?).await?)
    }
}
