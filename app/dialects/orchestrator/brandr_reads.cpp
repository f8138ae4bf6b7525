// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// GET /api/usage
// {"credits":{"per_day":250,"total":245,…},"limits":{"fetches_per_day":500,…},"success":true,
//  "tier":"Platinum","usage":{"branding_jobs":5,"downloads":0}}
#include "dialects/orchestrator/brandr_reads.h"

#include "dialects/orchestrator/brandr_items.h"
#include "dialects/orchestrator/brandr_work.h"
#include "dialects/orchestrator/rows.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <array>

namespace fw::dialects::orchestrator::brandr {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString figurePrefix = u"figure."_s;
const QString brandsKey = u"brands"_s;
const QString namesKey = u"names"_s;

QString compact(const QJsonDocument &document)
{
    return QString::fromUtf8(document.toJson(QJsonDocument::Compact));
}

void learnText(Sink &sink, const QString &key, const QString &text)
{
    if (sink.facts().extra.value(key) != text)
        sink.learn().extra.insert(key, text);
}

void learnFigure(Sink &sink, const QString &name, JsonValue value)
{
    if (const auto number = value.number())
        learnText(sink, figurePrefix + name, QString::number(*number, 'g', 15));
    else if (const auto flag = value.boolean())
        learnText(sink, figurePrefix + name, *flag ? u"1"_s : u"0"_s);
}

void readUsage(JsonValue root, Sink &sink)
{
    wire::Item account = readAccount(root);
    const JsonObject object = root.object();
    if (!object["credits"].isObject() && !object["usage"].isObject())
        return sink.issue(Failure::Code::BadInput, u"usage: neither credits nor usage"_s);
    learnFigure(sink, u"credits.total"_s, object["credits"].object()["total"]);
    learnFigure(sink, u"credits.per_day"_s, object["credits"].object()["per_day"]);
    learnFigure(sink, u"usage.downloads"_s, object["usage"].object()["downloads"]);
    for (const char *limit : { "fetches_per_day", "max_brands_per_job", "max_outputs_per_job" })
        learnFigure(sink, QString(u"limits."_s + QLatin1StringView(limit)),
                    object["limits"].object()[limit]);
    if (!account.name.isEmpty())
        learnText(sink, u"tier"_s, account.name);
    sink.event(wire::ItemSeen{ std::move(account) });
}

void learnBrands(const std::vector<wire::Item> &brands, Sink &sink)
{
    QJsonArray known;
    for (const wire::Item &brand : brands)
        known.append(
            QJsonArray{ brand.id.text, wire::fieldOf(brand, u"name"), brand.name, brand.state });
    learnText(sink, brandsKey, compact(QJsonDocument(known)));
}

void readBrands(JsonValue root, Sink &sink)
{
    JsonFields fields(root, u"brands"_s);
    fields.array("brands");
    if (!sink.accept(fields))
        return;
    auto brands = readAll<wire::Item>(fields.value("brands"), sink, readBrand);
    nameTwice(brands, u"brands"_s, sink);
    learnBrands(brands, sink);
    learnFigure(sink, u"max_brands"_s, fields.value("max_brands"));
    learnFigure(sink, u"can_create"_s, fields.value("can_create"));
    std::vector<wire::Event> events;
    events.emplace_back(wire::ItemsReplaced{ u"brand"_s, std::move(brands) });
    wire::Item account;
    account.kind = u"account"_s;
    account.id = ItemId{ u"account"_s };
    for (const char *limit : { "max_brands", "can_create" }) {
        if (fields.value(limit).exists())
            account.fields.push_back({ QString::fromLatin1(limit), fields.value(limit).toQJson() });
    }
    if (!account.fields.empty())
        events.emplace_back(wire::ItemSeen{ std::move(account) });
    sink.events(std::move(events));
}

void readSources(JsonValue root, Sink &sink)
{
    JsonFields fields(root, u"downloads"_s);
    fields.array("downloads");
    if (!sink.accept(fields))
        return;
    auto sources = readAll<wire::Item>(fields.value("downloads"), sink, readSource);
    nameTwice(sources, u"downloads"_s, sink);
    QJsonObject names;
    for (const wire::Item &source : sources)
        names.insert(handleOf(source.id.text), source.name);
    learnText(sink, namesKey, compact(QJsonDocument(names)));
    sink.event(wire::ItemsReplaced{ u"source"_s, std::move(sources) });
}

} // namespace

wire::HttpRequest read(const wire::SessionFacts &facts, const QString &path, const QString &tag)
{
    wire::HttpRequest request = get(facts, QUrl(), tagMark + tag);
    const QString query = path.section(u'?', 1);
    request.url = endpoint(facts, path.section(u'?', 0, 0));
    if (!query.isEmpty())
        request.url.setQuery(query);
    request.timeout = 45s;
    return request;
}

wire::HttpRequest call(const wire::SessionFacts &facts, const QByteArray &method,
                       const QString &path, const QJsonObject &body, const QString &tag,
                       const EditId &edit)
{
    wire::HttpRequest request = send(facts, method, endpoint(facts, path), body, tagMark + tag);
    request.edit = edit;
    request.timeout = 60s;
    return request;
}

wire::HttpRequest usageRequest(const wire::SessionFacts &facts)
{
    return read(facts, u"/api/usage"_s, u"usage"_s);
}

wire::HttpRequest brandsRequest(const wire::SessionFacts &facts)
{
    return read(facts, u"/api/brands?include_system=false"_s, u"brands"_s);
}

wire::HttpRequest sourcesRequest(const wire::SessionFacts &facts)
{
    return read(facts, u"/api/downloads/recent?limit=200"_s, u"sources"_s);
}

wire::HttpRequest outputsRequest(const wire::SessionFacts &facts, const QString &tag)
{
    return read(facts, u"/api/outputs/branded?limit=200"_s, tag);
}

std::vector<wire::HttpRequest> lists(const wire::SessionFacts &facts)
{
    return { usageRequest(facts), brandsRequest(facts), sourcesRequest(facts),
             outputsRequest(facts, u"outputs"_s) };
}

std::vector<wire::HttpRequest> pollRequests(const wire::Interest &interest,
                                            const wire::SessionFacts &facts)
{
    std::vector<wire::HttpRequest> all;
    wire::HttpRequest health = read(facts, u"/health"_s, {});
    health.tag = u"health"_s;
    all.push_back(std::move(health));
    if (interest.fullRead) {
        for (wire::HttpRequest &list : lists(facts))
            all.push_back(std::move(list));
    } else {
        wire::HttpRequest usage = usageRequest(facts); // also tells whether we are signed in
        usage.every = interest.kinds.contains("account"_L1) ? Millis(10s) : Millis(60s);
        all.push_back(std::move(usage));
        if (interest.kinds.contains("brand"_L1))
            all.push_back(brandsRequest(facts));
        if (interest.kinds.contains("source"_L1))
            all.push_back(sourcesRequest(facts));
        if (interest.kinds.contains("output"_L1))
            all.push_back(outputsRequest(facts, u"outputs"_s));
    }
    for (const wire::OpenJob &job : interest.open) {
        if (job.id.text.startsWith("op:"_L1))
            continue; // a long call of our own, not a job of the server
        const auto work = workOf(job.hint);
        const bool isLost = work ? work->lost : job.hint == lostHint;
        if (interest.fullRead || !isLost) {
            all.push_back(jobRequest(job, facts));
            all.back().mayFail = true; // its trouble says nothing of the server
        }
    }
    return all;
}

std::vector<KnownBrand> knownBrands(const wire::SessionFacts &facts)
{
    std::vector<KnownBrand> known;
    const auto list = QJsonDocument::fromJson(facts.extra.value(brandsKey).toUtf8()).array();
    for (const QJsonValue &row : list)
        known.push_back(
            { row[0].toString(), row[1].toString(), row[2].toString(), row[3].toString() });
    return known;
}

QString sourceTitle(const wire::SessionFacts &facts, const QString &handle)
{
    const auto names = QJsonDocument::fromJson(facts.extra.value(namesKey).toUtf8()).object();
    return names.value(handle).toString(handle);
}

std::vector<wire::Item> takeOutputs(JsonValue root, Sink &sink)
{
    JsonFields fields(root, u"outputs"_s);
    fields.array("outputs");
    if (!sink.accept(fields))
        return {};
    auto outputs = readAll<wire::Item>(fields.value("outputs"), sink, readOutputItem);
    nameTwice(outputs, u"outputs"_s, sink);
    sink.event(wire::ItemsReplaced{ u"output"_s, outputs });
    return outputs;
}

void decodeList(const QString &kind, JsonValue root, Sink &sink)
{
    if (kind == "usage"_L1)
        readUsage(root, sink);
    else if (kind == "brands"_L1)
        readBrands(root, sink);
    else if (kind == "sources"_L1)
        readSources(root, sink);
    else if (kind == "outputs"_L1)
        takeOutputs(root, sink);
}

std::optional<double> figure(const wire::SessionFacts &facts, const QString &name)
{
    bool isNumber = false;
    const double value = facts.extra.value(figurePrefix + name).toDouble(&isNumber);
    return isNumber ? std::optional(value) : std::nullopt;
}

} // namespace fw::dialects::orchestrator::brandr
