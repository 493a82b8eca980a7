import {toRaw} from "@odoo/owl";

import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {X2ManyField, x2ManyField} from "@web/views/fields/x2many/x2many_field";

/**
 * Let `list` never load a row anew that holds unsaved changes.
 *
 * When a row is added in a dialog, the dialog's fields become fields of the list, and a
 * sorted list then loads the rows that lack them: rows that were just dragged would
 * fall back to their old place without a word.
 */
function keepUnsavedRows(list) {
    const raw = toRaw(list);
    if (raw && !Object.hasOwn(raw, "_getResIdsToLoad")) {
        raw._getResIdsToLoad = function (...args) {
            const resIds = Object.getPrototypeOf(raw)._getResIdsToLoad.apply(
                this,
                args
            );
            return resIds.filter((resId) => !this._cache[resId]?.dirty);
        };
    }
    return list;
}

/** Parts of a process: rows that are dragged, and opened and added in a dialog. */
export class ProcessPartsField extends X2ManyField {
    get list() {
        return keepUnsavedRows(super.list);
    }
}

registry.category("fields").add("process_parts", {
    ...x2ManyField,
    component: ProcessPartsField,
    displayName: _t("Parts of a Process"),
});
