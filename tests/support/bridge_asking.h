// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/registry.h"

// The bridge's dialect asked without a server: what it makes of one answer or message.

namespace fw::test::bridge {

using namespace Qt::StringLiterals;

inline const EditId edit{ u"01a1fe80-965b-7687-aafb-5735ae3b4bdc"_s };
inline const QByteArray page
    = "<!doctype html>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n";
inline const QByteArray healthy = R"({"status":"healthy","timestamp":"2026-11-21T12:20:33.7"})";

inline const wire::Dialect &dialect()
{
    return *dialects::findDialect(u"bridge");
}

inline wire::SessionFacts facts(const QMap<QString, QString> &extra = {})
{
    wire::SessionFacts known;
    known.baseUrl = QUrl(u"http://127.0.0.1:5100/"_s);
    known.extra = extra;
    return known;
}

inline wire::HttpReply answer(int status, const QByteArray &body,
                              const char *type = "application/json")
{
    wire::HttpReply reply;
    reply.status = status;
    reply.headers = { { "Content-Type", type }, { "Date", "Sat, 21 Nov 2026 11:20:33 GMT" } };
    reply.body = body;
    return reply;
}

inline wire::HttpReply silence(wire::HttpReply::Trouble trouble)
{
    wire::HttpReply reply;
    reply.trouble = trouble;
    reply.error = u"nothing came"_s;
    return reply;
}

inline wire::Decoded decoded(const QString &tag, const QString &path, const wire::HttpReply &reply,
                             const wire::SessionFacts &known = facts(), bool mayFail = false)
{
    wire::HttpRequest request;
    request.url = facts().baseUrl.resolved(QUrl(path));
    request.tag = tag;
    request.mayFail = mayFail;
    if (tag.startsWith("act:"_L1))
        request.edit = edit;
    return dialect().decode(request, reply, known);
}

inline wire::Decoded heard(const QByteArray &text, const wire::SessionFacts &known = facts())
{
    return dialect().decode(wire::Frame{ wire::Frame::Kind::Text, text }, known);
}

inline wire::SessionFacts after(const wire::Decoded &result, const wire::SessionFacts &before)
{
    return result.learnt.value_or(before);
}

template <class T> std::vector<T> all(const wire::Decoded &result)
{
    std::vector<T> found;
    for (const wire::Message &message : result.messages) {
        for (const wire::Event &event : message.events) {
            if (const auto *one = std::get_if<T>(&event))
                found.push_back(*one);
        }
    }
    return found;
}

inline std::vector<wire::Standing> standings(const wire::Decoded &result)
{
    std::vector<wire::Standing> found;
    for (const wire::Control &control : result.controls) {
        if (const auto *one = std::get_if<wire::Standing>(&control))
            found.push_back(*one);
    }
    return found;
}

inline std::vector<wire::HttpRequest> polls(bool full, const wire::SessionFacts &known,
                                            const QStringList &kinds = {})
{
    wire::Interest interest;
    interest.fullRead = full;
    interest.kinds = kinds;
    return dialect().poll(interest, known);
}

inline QStringList paths(const std::vector<wire::HttpRequest> &requests)
{
    QStringList found;
    for (const wire::HttpRequest &request : requests)
        found.append(request.url.path());
    return found;
}

inline QString issuesOf(const wire::Decoded &result)
{
    QStringList lines;
    for (const wire::Issue &issue : result.issues)
        lines.append(issue.failure.detail);
    return lines.join(u'\n');
}

inline QString reasonOf(const wire::SessionFacts &known, QStringView offer)
{
    for (const wire::ActionOffer &one : dialect().capabilities(known).offers) {
        if (one.name == offer)
            return one.capability.reason;
    }
    return u"no such offer"_s;
}

inline const wire::Item *itemIn(const std::vector<wire::ItemSeen> &seen, QStringView id)
{
    for (const wire::ItemSeen &one : seen) {
        if (one.item.id.text == id)
            return &one.item;
    }
    return nullptr;
}

} // namespace fw::test::bridge
