//! Files: chosen, pasted and dropped as a hand would.

use crate::browser::Browser;
use crate::failed::Unmet;
use std::path::PathBuf;
use thirtyfour::By;

/// What a hand does with a file, as the events that a browser makes of it.
const HAND: &str = "
    const [how, name, size] = arguments;
    const megabytes = Number(size);
    const picture = Uint8Array.from(atob('iVBORw0KGgoAAAANSUhEUgAAAAgAAAAGCAIAAABxZ0isAAAAFUlEQVR4nGNkYPjPgA0wYRUdShIAPfcBC/8yTTYAAAAASUVORK5CYII='), it => it.charCodeAt(0));
    const kind = name.endsWith('.png') ? 'image/png' : name.endsWith('.txt') ? 'text/plain' : 'video/quicktime';
    const bytes = kind === 'image/png' ? picture : megabytes ? new Uint8Array(megabytes * 1048576) : 'слова';
    const data = new DataTransfer();
    data.items.add(new File([bytes], name, { type: kind }));
    const send = (target, type) => target.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
    if (how === 'paste') {
        const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
        // Firefox makes none that holds files.
        if (!event.clipboardData?.files.length) Object.defineProperty(event, 'clipboardData', { value: data });
        document.activeElement.dispatchEvent(event);
    } else if (how === 'drag') {
        send(document.body, 'dragenter');
    } else {
        send(document.querySelector('[aria-label=\"Место для файлов\"]'), 'drop');
    }
    const takeBack = () => {
        const called = button => (button.getAttribute('aria-label') ?? button.textContent).trim();
        const found = [...document.querySelectorAll('button')].find(it => called(it).startsWith('Убрать файл'));
        found ? found.click() : setTimeout(takeBack);
    };
    if (how === 'regret') setTimeout(takeBack);
";

/// A file on this machine, made for a test. Its name is in Latin letters: the driver finds no other on every machine.
///
/// # Errors
/// It cannot be written.
pub fn file(name: &str, bytes: usize) -> Result<PathBuf, Unmet> {
    let folder = std::env::temp_dir().join(format!("desk-files-{}", std::process::id()));
    let path = folder.join(name);
    let written = std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(&path, vec![b'x'; bytes]));
    written.map_err(|error| Unmet(format!("a file for the test: {error}")))?;
    Ok(path)
}

impl Browser {
    /// Chooses a file of this machine in the dialog that the button opens.
    ///
    /// # Errors
    /// There is no such button.
    pub async fn chooses_file(&self, path: &std::path::Path) -> Result<(), Unmet> {
        let input = async || Ok(self.driver.find(By::Css("input[type=file]")).await.ok());
        let input = self.until("a place to choose a file", input).await?;
        Ok(input.send_keys(path.to_string_lossy().as_ref()).await?)
    }

    /// Keeps what the page has the browser save from now on, instead of saving it.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn catches_saved_files(&self) -> Result<(), Unmet> {
        let catching = "
            window.saved = [];
            HTMLAnchorElement.prototype.click = function () {
                window.saved.push(`${this.download} from ${this.protocol}`);
            };
        ";
        self.driver.execute(catching, Vec::new()).await?;
        Ok(())
    }

    /// The last file that the page had the browser save: its name, and by which protocol it comes.
    ///
    /// # Errors
    /// None was saved.
    pub async fn saved_file(&self) -> Result<String, Unmet> {
        let last = "return (window.saved ?? []).at(-1) ?? null";
        let look =
            async || Ok(self.driver.execute(last, Vec::new()).await?.json().as_str().map(str::to_owned));
        self.until("a saved file", look).await
    }

    /// Pastes a picture where the focus is.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn pastes_picture(&self, name: &str) -> Result<(), Unmet> {
        self.hand("paste", name, 0).await
    }

    /// Drags a file over the page.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn drags_file(&self, name: &str) -> Result<(), Unmet> {
        self.hand("drag", name, 0).await
    }

    /// Drops it where the page offers a place for it.
    ///
    /// # Errors
    /// There is no such place.
    pub async fn drops_file(&self, name: &str) -> Result<(), Unmet> {
        self.drops_large_file(name, 0).await
    }

    /// Drops a file of so many megabytes.
    ///
    /// # Errors
    /// There is no such place.
    pub async fn drops_large_file(&self, name: &str, megabytes: u32) -> Result<(), Unmet> {
        self.sees("Отпустите").await?;
        self.hand("drop", name, megabytes).await
    }

    /// Drops a file and takes it back as soon as it can be.
    ///
    /// # Errors
    /// There is no such place.
    pub async fn drops_file_and_takes_it_back(&self, name: &str) -> Result<(), Unmet> {
        self.sees("Отпустите").await?;
        self.hand("regret", name, 0).await
    }

    async fn hand(&self, how: &str, name: &str, megabytes: u32) -> Result<(), Unmet> {
        self.does_as_the_page(HAND, &[how, name, &megabytes.to_string()]).await
    }
}
