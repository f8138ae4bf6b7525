// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/item_facts.h"

#include "models/metadata_model.h"
#include "models/natural.h"
#include "models/words.h"
#include "query/fold.h"

#include <QCoreApplication>

#include <algorithm>
#include <tuple>

namespace fw::models {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestCell = 80;

/// The kinds of the dialects, for what is kept of servers that were not asked yet: a dialect names
/// its kinds when it knows which program answers. The labels are those of the dialects.
struct KindWord
{
    QLatin1StringView kind;
    const char *label;
    const char *one;
};
constexpr KindWord kindWords[] = {
    { "account"_L1, QT_TRANSLATE_NOOP("fw::wire::offer", "Account"),
      QT_TRANSLATE_NOOP("fw::models::kind", "Account %1") },
    { "approval"_L1, QT_TRANSLATE_NOOP("fw::wire::offer", "Approvals"),
      QT_TRANSLATE_NOOP("fw::models::kind", "Approval %1") },
    { "brand"_L1, QT_TRANSLATE_NOOP("fw::wire::offer", "Brands"),
      QT_TRANSLATE_NOOP("fw::models::kind", "Brand %1") },
    { "crop"_L1, QT_TRANSLATE_NOOP("fw::wire::offer", "Crops"),
      QT_TRANSLATE_NOOP("fw::models::kind", "Crop %1") },
    { "device"_L1, QT_TRANSLATE_NOOP("fw::wire::offer", "Devices"),
      QT_TRANSLATE_NOOP("fw::models::kind", "Device %1") },
    { "folder"_L1, QT_TRANSLATE_NOOP("fw::wire::offer", "Watched folders"),
      QT_TRANSLATE_NOOP("fw::models::kind", "Folder %1") },
    { "frame"_L1, QT_TRANSLATE_NOOP("fw::wire::offer", "Frames"),
      QT_TRANSLATE_NOOP("fw::models::kind", "Frame %1") },
    { "history"_L1, QT_TRANSLATE_NOOP("fw::wire::offer", "History of edits"),
      QT_TRANSLATE_NOOP("fw::models::kind", "Edit %1") },
    { "image"_L1, QT_TRANSLATE_NOOP("fw::wire::offer", "Images"),
      QT_TRANSLATE_NOOP("fw::models::kind", "Image %1") },
    { "output"_L1, QT_TRANSLATE_NOOP("fw::wire::offer", "Outputs"),
      QT_TRANSLATE_NOOP("fw::models::kind", "Output %1") },
    { "photo"_L1, QT_TRANSLATE_NOOP("fw::wire::offer", "Photos"),
      QT_TRANSLATE_NOOP("fw::models::kind", "Photo %1") },
    { "session"_L1, QT_TRANSLATE_NOOP("fw::wire::offer", "Sessions"),
      QT_TRANSLATE_NOOP("fw::models::kind", "Session %1") },
    { "source"_L1, QT_TRANSLATE_NOOP("fw::wire::offer", "Sources"),
      QT_TRANSLATE_NOOP("fw::models::kind", "Source %1") },
    { "statistic"_L1, QT_TRANSLATE_NOOP("fw::wire::offer", "Statistics"),
      QT_TRANSLATE_NOOP("fw::models::kind", "Statistic %1") },
};

const KindWord *wordOf(const QString &kind)
{
    const auto found = std::ranges::find(kindWords, kind, &KindWord::kind);
    return found == std::end(kindWords) ? nullptr : &*found;
}

QString fieldOfFact(ItemFact fact, const QString &field)
{
    switch (fact) {
    case ItemFact::Name:
        return u"name"_s;
    case ItemFact::State:
        return u"state"_s;
    case ItemFact::Field:
        return field;
    case ItemFact::Updated:
    case ItemFact::Expires:
        return {};
    }
    return {};
}

QJsonValue textOrNothing(const QString &text)
{
    return text.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(text);
}

ItemSortKey timeKey(const std::optional<WallTime> &time)
{
    if (!time)
        return {};
    return { true, false, static_cast<double>(time->time_since_epoch().count()), {} };
}

bool fieldContains(const QJsonValue &value, QStringView word)
{
    if (value.isString())
        return query::containsFolded(value.toString(), word);
    if (value.isDouble()) // as it is typed, without the language's separators
        return QString::number(value.toDouble(), 'g', 15).contains(word);
    if (value.isArray())
        return query::containsFolded(itemValueText({}, value), word);
    return false;
}

} // namespace

QString itemFieldText(const QString &field)
{
    const QString upper = field.toUpper();
    // What has a size is a picture among metadata only.
    const QString known = upper == "SIZE"_L1 ? QString() : knownFieldText(upper);
    return known.isEmpty() ? readableText(field) : known;
}

QString itemValueText(const QString &field, const QJsonValue &value)
{
    return metadataValueText(field, value);
}

QString itemStateText(const QString &state)
{
    const auto known = wire::stateFromWord(state);
    return known ? stateText(*known) : readableText(state);
}

QString kindText(const QString &kind, const QString &label)
{
    if (!label.isEmpty())
        return QCoreApplication::translate("fw::wire::offer", label.toUtf8().constData());
    const KindWord *word = wordOf(kind);
    return word ? QCoreApplication::translate("fw::wire::offer", word->label) : readableText(kind);
}

QString oneOfKind(const QString &kind, const QString &id)
{
    if (const KindWord *word = wordOf(kind))
        return QCoreApplication::translate("fw::models::kind", word->one).arg(id);
    return u"%1 %2"_s.arg(readableText(kind), id);
}

bool isColumnField(const wire::Item &item, const wire::Metadatum &datum)
{
    const QJsonValue &value = datum.value;
    if (value.isDouble() || value.isBool())
        return true;
    if (!value.isString())
        return false;
    const QString text = value.toString();
    return text.size() <= longestCell && !text.contains(u'\n') && !text.contains("://"_L1)
        && text != item.name && text != item.id.text;
}

QJsonValue shownValue(const wire::Item &item, const store::PendingFields &pending, ItemFact fact,
                      const QString &field)
{
    if (const auto *edit = store::fieldIn(pending, fieldOfFact(fact, field)))
        return edit->value;
    switch (fact) {
    case ItemFact::Name:
        return textOrNothing(item.name.isEmpty() ? item.id.text : item.name);
    case ItemFact::State:
        return textOrNothing(item.state);
    case ItemFact::Field:
        return wire::fieldOf(item, field);
    case ItemFact::Updated:
    case ItemFact::Expires:
        return QJsonValue(QJsonValue::Undefined);
    }
    return {};
}

ItemSortKey itemSortKey(const wire::Item &item, const store::PendingFields &pending, ItemFact fact,
                        const QString &field)
{
    if (fact == ItemFact::Updated || fact == ItemFact::Expires)
        return timeKey(fact == ItemFact::Updated ? item.updated : item.expires);
    const QJsonValue value = shownValue(item, pending, fact, field);
    if (value.isNull() || value.isUndefined())
        return {};
    if (value.isDouble() || value.isBool())
        return { true, false, value.isBool() ? double(value.toBool()) : value.toDouble(), {} };
    return { true, true, 0, naturalKey(itemValueText(field, value)) };
}

bool itemLess(const ItemSortKey &a, const store::ItemKey &aKey, const ItemSortKey &b,
              const store::ItemKey &bKey, Qt::SortOrder order)
{
    if (a.known != b.known)
        return a.known;
    const auto tie
        = [](const ItemSortKey &key) { return std::tie(key.isText, key.number, key.text); };
    if (tie(a) < tie(b))
        return order == Qt::AscendingOrder;
    if (tie(b) < tie(a))
        return order == Qt::DescendingOrder;
    return std::tie(aKey.item.text, aKey.server.text, aKey.kind)
        < std::tie(bKey.item.text, bKey.server.text, bKey.kind);
}

bool itemContains(const wire::Item &item, const QStringList &foldedWords)
{
    return std::ranges::all_of(foldedWords, [&item](const QString &word) {
        return query::containsFolded(item.name, word) || query::containsFolded(item.id.text, word)
            || query::containsFolded(item.state, word)
            || std::ranges::any_of(item.fields, [&word](const wire::Metadatum &datum) {
                   return fieldContains(datum.value, word);
               });
    });
}

bool isItemStale(const store::State &state, const store::ItemEntry &entry)
{
    const store::ServerState *server = state.server(entry.server);
    const bool isHeard = server
        && (server->freshness == store::Freshness::Live
            || server->freshness == store::Freshness::Polling);
    return !entry.confirmed || !isHeard;
}

} // namespace fw::models
