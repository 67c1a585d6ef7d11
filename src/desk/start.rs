//! Sitting down: the configuration is read, the backend it names is connected, the desk opened, or whoever stands
//! there is asked who he is.

use super::Desk;
use crate::backend::config::ConfigError;
use crate::backend::{self, Backend, Failure};
use desk_contract::wire::{Fault, SignIn};
use leptos::prelude::*;
use std::rc::Rc;

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

impl From<ConfigError> for StartError {
    fn from(error: ConfigError) -> Self {
        match error {
            ConfigError::Unreachable => Self::Failed(Failure::Unreachable),
            ConfigError::Wrong(what) => Self::WrongConfig(what),
        }
    }
}

/// Where he is who came.
#[derive(Clone)]
pub(crate) enum Arrived {
    /// At his desk.
    Desk(Desk),
    /// At the door: nobody knows who he is.
    Door(Door),
    /// Before it: nobody answers, and so many commands lie on this device until somebody does.
    NoLine(Door, usize),
}

/// The door of a backend that wants to know who comes.
#[derive(Clone, Copy)]
pub(crate) struct Door(StoredValue<Rc<dyn Backend>, LocalStorage>);

impl Door {
    /// Signs in.
    ///
    /// # Errors
    /// The name or the password is wrong, or nobody answered.
    pub(crate) async fn sign_in(self, who: SignIn) -> Result<(), Failure> {
        let backend = self.0.get_value();
        backend.sign_in(who).await
    }

    /// Signs in with a token that the page around the desk got for its operator; `None` where nobody is known by one.
    pub(crate) async fn take_token(self, token: String) -> Option<Result<(), Failure>> {
        let backend = self.0.get_value();
        let taken = backend.take_token(token)?;
        Some(taken.await)
    }

    /// Goes to the desk.
    ///
    /// # Errors
    /// The backend did not answer, or not rightly.
    pub(crate) async fn enter(self) -> Result<Arrived, StartError> {
        let backend = self.0.get_value();
        match Desk::open(Rc::clone(&backend)).await {
            Ok(desk) => Ok(Arrived::Desk(desk)),
            Err(Failure::Fault(Fault::NotSignedIn)) => Ok(Arrived::Door(self)),
            Err(Failure::Unreachable) => Ok(Arrived::NoLine(self, backend.kept().await)),
            Err(failure) => Err(failure.into()),
        }
    }
}

impl Desk {
    /// Sits down at the desk that `config.json` names, and tells whose pages may talk with it from around its frame.
    ///
    /// # Errors
    /// What is wrong with the configuration, or why the backend did not answer.
    pub(crate) async fn sit_down(hosts: StoredValue<Vec<String>>) -> Result<Arrived, StartError> {
        let config = backend::config::read().await?;
        hosts.set_value(config.frame.origins.clone());
        let door = Door(StoredValue::new_local(backend::connect(&config).await?));
        door.enter().await
    }

    /// The door of the backend behind this desk.
    pub(crate) fn door(self) -> Door {
        Door(StoredValue::new_local(self.backend()))
    }
}
