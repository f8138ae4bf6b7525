// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/detect.h"

#include "cli/lines.h"
#include "cli/printer.h"
#include "dialects/registry.h"

#include <QJsonDocument>

namespace fw::cli {

using namespace Qt::StringLiterals;

namespace {

QString titleOf(const QString &dialect)
{
    const auto *known = dialects::findDialect(dialect);
    return known ? known->about().title : dialect;
}

QJsonObject detectedObject(const QUrl &address, const session::Detected &one)
{
    QJsonObject options;
    const auto &set = one.recognition.options;
    for (auto option = set.begin(); option != set.end(); ++option)
        options.insert(option.key(), option.value());
    QJsonObject told{ { "schema"_L1, 1 },
                      { "type"_L1, u"detected"_s },
                      { "address"_L1, address.toString() },
                      { "dialect"_L1, one.dialect },
                      { "title"_L1, titleOf(one.dialect) },
                      { "score"_L1, one.recognition.score },
                      { "evidence"_L1, one.recognition.evidence },
                      { "options"_L1, options } };
    if (one.signIn)
        told.insert("signIn"_L1, wire::signInWord(*one.signIn));
    return told;
}

QString plainDetected(const session::Detected &one)
{
    return u"%1  %2  %3 %  %4"_s.arg(one.dialect, titleOf(one.dialect))
        .arg(one.recognition.score)
        .arg(one.recognition.evidence);
}

} // namespace

Expected<QUrl> addressOf(const QString &text)
{
    const QString whole = text.contains("://"_L1) ? text : u"http://"_s + text;
    const QUrl address(whole, QUrl::StrictMode);
    const QString scheme = address.scheme();
    if (!address.isValid() || address.host().isEmpty() || !address.userInfo().isEmpty()
        || (scheme != "http"_L1 && scheme != "https"_L1))
        return fail(Failure::Code::BadInput,
                    u"the address must begin with http:// or https:// and hold no password"_s);
    return address.adjusted(QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::StripTrailingSlash);
}

DetectRun::DetectRun(QObject *parent)
    : QObject(parent)
    , m_detector(this)
    , m_timeout(this)
{
    m_timeout.setSingleShot(true);
    connect(&m_timeout, &QTimer::timeout, this, [this] {
        m_detector.cancel();
        finish(fail(Failure::Code::Timeout, u"no answer in time"_s));
    });
    connect(&m_detector, &session::Detector::finished, this,
            [this](const std::vector<session::Detected> &found, const QString &problem) {
                if (!found.empty())
                    finish(found);
                else
                    finish(fail(m_detector.wasAnswered() ? Failure::Code::NotFound
                                                         : Failure::Code::Unreachable,
                                problem));
            });
}

void DetectRun::ask(const QUrl &address, Millis timeout, Done done)
{
    m_done = std::move(done);
    m_timeout.start(timeout);
    m_detector.ask(address);
}

void DetectRun::finish(const Expected<std::vector<session::Detected>> &found)
{
    m_timeout.stop();
    if (const Done done = std::exchange(m_done, {}))
        done(found);
}

void printDetected(const QUrl &address, const std::vector<session::Detected> &found, bool json)
{
    for (const session::Detected &one : found) {
        if (json)
            writeOut(QJsonDocument(detectedObject(address, one)).toJson(QJsonDocument::Compact)
                     + '\n');
        else
            writeOut(printable(plainDetected(one)).toUtf8() + '\n');
    }
    if (json)
        return;
    QString save = u"Save it: framewatch-cli servers add NAME %1 --dialect=%2"_s.arg(
        address.toString(), found.front().dialect);
    if (const auto way = found.front().signIn)
        save += u" --sign-in="_s + wire::signInWord(*way);
    const auto &set = found.front().recognition.options;
    for (auto option = set.begin(); option != set.end(); ++option)
        save += u" --option=%1=%2"_s.arg(option.key(), option.value());
    writeOut(printable(save).toUtf8() + '\n');
}

} // namespace fw::cli
