"""Where App.run stops."""


def test_run_when_its_coroutine_has_ended_then_a_playing_timeline_has_not_gone_on(app, new_stage):
    async def play_for_two_updates():
        app.timeline.play()
        await app.next_update()
        await app.next_update()

    app.run(play_for_two_updates())

    assert app.timeline.get_current_time() == 2 / 60
