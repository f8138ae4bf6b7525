// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/journal_codec.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace fw::store {

namespace {

// First byte of every item: the format.
constexpr quint64 format = 1;

// Which optional fields follow. Never renumber: these are in journals.
enum Bit : quint32 { Updated = 1 << 0, Expires = 1 << 1, File = 1 << 2, Revision = 1 << 3 };
constexpr quint64 everyBit = (Revision << 1) - 1;

// Name, value, name, value, …: an object would forget the server's order.
QString fieldsText(const std::vector<wire::Metadatum> &fields)
{
    QJsonArray all;
    for (const wire::Metadatum &datum : fields) {
        all.append(datum.field);
        all.append(datum.value);
    }
    return QString::fromUtf8(QJsonDocument(all).toJson(QJsonDocument::Compact));
}

std::optional<std::vector<wire::Metadatum>> fieldsFrom(const QString &text)
{
    const auto document = QJsonDocument::fromJson(text.toUtf8());
    const QJsonArray all = document.array();
    if (!document.isArray() || all.size() % 2 != 0)
        return std::nullopt;
    std::vector<wire::Metadatum> fields;
    fields.reserve(static_cast<size_t>(all.size() / 2));
    for (qsizetype at = 0; at < all.size(); at += 2)
        fields.push_back({ all[at].toString(), all[at + 1] });
    return fields;
}

} // namespace

QByteArray itemBytes(const ItemEntry &entry)
{
    const wire::Item &item = entry.item;
    ByteWriter out;
    out.number(format);
    out.number((item.updated ? Updated : 0U) | (item.expires ? Expires : 0U)
               | (item.file.isEmpty() ? 0U : File) | (item.revision == 0 ? 0U : Revision));
    out.text(item.name);
    out.text(item.state);
    out.text(item.picture);
    out.text(item.version);
    out.time(entry.heard);
    for (const auto &time : { item.updated, item.expires }) {
        if (time)
            out.time(*time);
    }
    if (!item.file.isEmpty())
        out.text(item.file);
    if (item.revision != 0) {
        out.whole(item.revision);
        out.text(item.by);
    }
    out.text(fieldsText(item.fields));
    return out.bytes();
}

std::optional<ItemEntry> itemFromBytes(QByteArrayView bytes, const ItemKey &key)
{
    ByteReader in(bytes);
    if (in.number() != format)
        return std::nullopt;
    ItemEntry entry;
    entry.server = key.server;
    entry.confirmed = false;
    wire::Item &item = entry.item;
    item.kind = key.kind;
    item.id = key.item;
    const quint64 bits = in.number();
    item.name = in.text();
    item.state = in.text();
    item.picture = in.text();
    item.version = in.text();
    entry.heard = in.time();
    if (bits & Updated)
        item.updated = in.time();
    if (bits & Expires)
        item.expires = in.time();
    if (bits & File)
        item.file = in.text();
    if (bits & Revision) {
        item.revision = in.whole();
        item.by = in.text();
    }
    auto fields = fieldsFrom(in.text());
    if (!in.ok() || !in.atEnd() || bits > everyBit || !fields || key.item.isEmpty())
        return std::nullopt;
    item.fields = std::move(*fields);
    return entry;
}

} // namespace fw::store
