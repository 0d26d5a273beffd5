"""A list of a screen that has keys of its own for moving in it."""

from __future__ import annotations

from newsreader.tui.messages import Requested
from newsreader.tui.widgets.item_list import ItemList


class KeyedList(ItemList):
    """Moves the choice itself, and asks the screen for everything else.

    The ids of the keys are `group.down`, `group.open` and the like.
    """

    key_group = ""
    """The group of the keys, such as library."""

    def action_do(self, key: str) -> None:
        match key.partition(".")[2]:
            case "down":
                self.choose(self.chosen + 1)
            case "up":
                self.choose(self.chosen - 1)
            case "page_down":
                self.choose_page(1)
            case "page_up":
                self.choose_page(-1)
            case "top":
                self.choose(0)
            case "bottom":
                self.choose(len(self.items))
            case _:
                self.post_message(Requested(key, subject=self.chosen_id))

    def opened(self) -> None:
        self.action_do(f"{self.key_group}.open")
