-- Why a version was made, in the words of whoever made it.
ALTER TABLE "item_version" ADD COLUMN "change_note" TEXT NOT NULL DEFAULT '';
ALTER TABLE item_version ADD CHECK (char_length(change_note) <= 500);
