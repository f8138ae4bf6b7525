// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/orchestrator/brandr.h"

namespace fw::dialects::orchestrator::brandr {

/// A GET whose reply comes to decodeReply() under \a tag. Waits long: one worker serves everybody
/// (trap 7).
wire::HttpRequest read(const wire::SessionFacts &facts, const QString &path, const QString &tag);
/// A call with a JSON body that belongs to \a edit.
wire::HttpRequest call(const wire::SessionFacts &facts, const QByteArray &method,
                       const QString &path, const QJsonObject &body, const QString &tag,
                       const EditId &edit);

wire::HttpRequest usageRequest(const wire::SessionFacts &facts);
wire::HttpRequest brandsRequest(const wire::SessionFacts &facts);
wire::HttpRequest sourcesRequest(const wire::SessionFacts &facts);
wire::HttpRequest outputsRequest(const wire::SessionFacts &facts, const QString &tag);

/// Brands as they were last listed: id, name, name for people, Item::state. Kept in
/// SessionFacts::extra.
struct KnownBrand
{
    QString id;
    QString name;
    QString title;
    QString state;
};
std::vector<KnownBrand> knownBrands(const wire::SessionFacts &facts);
/// The name people gave the source, as last listed; the handle when it was not.
QString sourceTitle(const wire::SessionFacts &facts, const QString &handle);

/// One list or the account; \a kind is the tag behind tagMark.
void decodeList(const QString &kind, JsonValue root, Sink &sink);
/// The outputs as items, also when they were read to find one of them.
std::vector<wire::Item> takeOutputs(JsonValue root, Sink &sink);

/// A figure learnt from usage or brands ("credits.total", "max_brands"…); nothing when not said.
std::optional<double> figure(const wire::SessionFacts &facts, const QString &name);

} // namespace fw::dialects::orchestrator::brandr
