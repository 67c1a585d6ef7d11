//! The page of the interface: what a server can be asked is read there and tried, as whoever signs in.

use desk_tests::{World, desk_test};

#[test]
fn e4_the_interface_is_tried_on_its_page() {
    desk_test(World::Reference, async |admin| {
        admin.expects_complaint("/api/v1");
        let server = admin.site.reference()?;
        admin.goes("/api/").await?;
        admin.write("Login", &server.login).await?;
        admin.write("Password", &server.password).await?;
        admin.press("Sign in").await?;
        admin.sees("Signed in as admin").await?;
        let broken = admin.broken_rules().await?;
        assert!(broken.is_empty(), "{}", broken.join("\n"));
        admin.screenshot("interface").await?;
        // A question.
        admin.goes("/api/#read_session").await?;
        admin.press("Send").await?;
        admin.sees("200 OK").await?;
        admin.sees("Администратор").await?;
        // A command, with the body that stands there as an example.
        admin.goes("/api/#save_preferences").await?;
        admin.press("Send").await?;
        admin.sees("\"seq\"").await?;
        // And one that is refused, at the narrowest.
        admin.resizes_to(420, 900).await?;
        admin.goes("/api/#close_appeal").await?;
        admin.write("appeal Which appeal.", "019cadc6-9a80-7a0a-8a0a-0a0a0a0a0a0a").await?;
        admin.press("Send").await?;
        admin.sees("404 Not Found").await?;
        let broken = admin.broken_rules().await?;
        assert!(broken.is_empty(), "{}", broken.join("\n"));
        admin.screenshot("interface-narrow").await?;
        Ok(())
    });
}

/// E4: what the server asks of a connector is read on the same page, with what it is signed by.
#[test]
fn e4_what_the_server_asks_others_is_read_on_its_page() {
    desk_test(World::Reference, async |reader| {
        reader.expects_complaint("/api/v1");
        reader.goes("/api/#take_message").await?;
        reader.sees("Desk-Signature").await?;
        reader.sees_in("Body", "attempt").await?;
        reader.sees_in("Answer 2XX", "delivery").await?;
        reader.screenshot("interface-webhook").await?;
        reader.resizes_to(420, 900).await?;
        let broken = reader.broken_rules().await?;
        assert!(broken.is_empty(), "{}", broken.join("\n"));
        reader.screenshot("interface-webhook-narrow").await?;
        Ok(())
    });
}

/// E4: what the server tells over its socket is read there too, and heard as it happens.
#[test]
fn e4_events_are_read_and_heard_on_the_page_of_the_interface() {
    desk_test(World::Reference, async |admin| {
        admin.expects_complaint("/api/v1");
        let server = admin.site.reference()?;
        admin.goes("/api/#tell_appeal_taken").await?;
        admin.sees_in("appeal_taken", "\"by\"").await?;
        admin.write("Login", &server.login).await?;
        admin.write("Password", &server.password).await?;
        admin.press("Sign in").await?;
        admin.sees("Signed in as admin").await?;
        admin.goes("/api/#listen").await?;
        admin.press("Listen").await?;
        admin.sees_in("Heard", "Listening after").await?;
        // Something happens while one listens.
        admin.goes("/api/#save_preferences").await?;
        admin.press("Send").await?;
        admin.sees("\"seq\"").await?;
        admin.goes("/api/#listen").await?;
        admin.sees_in("Heard", "preferences_saved").await?;
        // And what is no frame ends it, with the code that the document names.
        admin.write("What is said to the server, JSON", "hello").await?;
        admin.press("Say").await?;
        admin.sees_in("Heard", "Closed: 4400").await?;
        let broken = admin.broken_rules().await?;
        assert!(broken.is_empty(), "{}", broken.join("\n"));
        admin.screenshot("interface-events").await?;
        admin.resizes_to(420, 900).await?;
        let broken = admin.broken_rules().await?;
        assert!(broken.is_empty(), "{}", broken.join("\n"));
        admin.screenshot("interface-events-narrow").await?;
        Ok(())
    });
}
