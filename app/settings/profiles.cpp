// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/profiles.h"

#include "base/uuid.h"

#include <QDir>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

#include <algorithm>

namespace fw::settings {

using namespace Qt::StringLiterals;

namespace {

QString defaultFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
        + u"/framewatch/framewatch.conf"_s;
}

wire::Profile readProfile(const QSettings &settings)
{
    wire::Profile profile;
    profile.id = ServerId{ settings.value("id"_L1).toString() };
    profile.name = settings.value("name"_L1).toString();
    profile.dialect = settings.value("dialect"_L1).toString();
    profile.address = QUrl(settings.value("address"_L1).toString(), QUrl::StrictMode);
    profile.thisComputer = settings.value("thisComputer"_L1, false).toBool();
    profile.autoConnect = settings.value("autoConnect"_L1, true).toBool();
    profile.path = settings.value("path"_L1).toString();
    profile.tokenPlace = wire::tokenPlaceFromWord(settings.value("sendTokenIn"_L1).toString())
                             .value_or(wire::TokenPlace::Header);
    profile.signIn = wire::signInFromWord(settings.value("signIn"_L1).toString());
    const QVariantMap options = settings.value("options"_L1).toMap();
    for (auto option = options.begin(); option != options.end(); ++option)
        profile.options.insert(option.key(), option.value().toString());
    return profile;
}

void writeProfile(QSettings &settings, const wire::Profile &profile)
{
    settings.setValue("id"_L1, profile.id.text);
    settings.setValue("name"_L1, profile.name);
    settings.setValue("dialect"_L1, profile.dialect);
    settings.setValue("address"_L1, profile.address.toString(QUrl::FullyEncoded));
    settings.setValue("thisComputer"_L1, profile.thisComputer);
    settings.setValue("autoConnect"_L1, profile.autoConnect);
    settings.setValue("path"_L1, profile.path);
    settings.setValue("sendTokenIn"_L1, wire::tokenPlaceWord(profile.tokenPlace));
    settings.setValue("signIn"_L1, profile.signIn ? wire::signInWord(*profile.signIn) : QString());
    QVariantMap options;
    for (auto option = profile.options.begin(); option != profile.options.end(); ++option)
        options.insert(option.key(), option.value());
    settings.setValue("options"_L1, options);
}

} // namespace

wire::Profile thisComputer()
{
    wire::Profile profile;
    profile.id = ServerId{ u"this-computer"_s };
    profile.name = u"This computer"_s;
    profile.dialect = u"orchestrator"_s;
    profile.thisComputer = true;
    return profile;
}

Expected<void> checkProfile(const wire::Profile &profile)
{
    if (profile.name.trimmed().isEmpty())
        return fail(Failure::Code::BadInput, u"the profile has no name"_s);
    if (profile.dialect.isEmpty())
        return fail(Failure::Code::BadInput, u"the profile has no dialect"_s);
    if (profile.thisComputer)
        return {};
    const QString scheme = profile.address.scheme();
    if (!profile.address.isValid() || profile.address.host().isEmpty()
        || (scheme != "http"_L1 && scheme != "https"_L1))
        return fail(Failure::Code::BadInput, u"the address must begin with http:// or https://"_s);
    if (!profile.address.userInfo().isEmpty() || profile.address.hasQuery())
        return fail(Failure::Code::BadInput,
                    u"the address must not hold a user, a password or a query"_s);
    if (!profile.path.isEmpty() && !profile.path.startsWith(u'/'))
        return fail(Failure::Code::BadInput, u"the socket's path must begin with /"_s);
    return {};
}

Profiles::Profiles(QString file, QObject *parent)
    : QObject(parent)
{
    const QString path = file.isEmpty() ? defaultFile() : std::move(file);
    QDir().mkpath(QFileInfo(path).absolutePath());
    m_settings = std::make_unique<QSettings>(path, QSettings::IniFormat);
    load();
    if (m_profiles.empty() && !m_settings->contains("servers/size"_L1)) {
        m_profiles.push_back(thisComputer());
        (void)write(); // a folder that cannot be written only means the same again next time
    }
}

Profiles::~Profiles() = default;

void Profiles::load()
{
    const int count = m_settings->beginReadArray("servers"_L1);
    for (int i = 0; i < count; ++i) {
        m_settings->setArrayIndex(i);
        wire::Profile profile = readProfile(*m_settings);
        // A file edited by hand may hold anything; what cannot be used is left out.
        const bool known = std::ranges::any_of(
            m_profiles, [&](const wire::Profile &one) { return one.id == profile.id; });
        if (!profile.id.isEmpty() && !known && checkProfile(profile))
            m_profiles.push_back(std::move(profile));
    }
    m_settings->endArray();
}

Expected<void> Profiles::write()
{
    m_settings->remove("servers"_L1);
    m_settings->beginWriteArray("servers"_L1, static_cast<int>(m_profiles.size()));
    for (size_t i = 0; i < m_profiles.size(); ++i) {
        m_settings->setArrayIndex(static_cast<int>(i));
        writeProfile(*m_settings, m_profiles[i]);
    }
    m_settings->endArray();
    m_settings->sync();
    if (m_settings->status() != QSettings::NoError)
        return fail(Failure::Code::Io, u"cannot write %1"_s.arg(m_settings->fileName()));
    return {};
}

std::optional<wire::Profile> Profiles::find(QStringView idOrName) const
{
    for (const wire::Profile &profile : m_profiles) {
        if (profile.id.text == idOrName)
            return profile;
    }
    for (const wire::Profile &profile : m_profiles) {
        if (profile.name.compare(idOrName, Qt::CaseInsensitive) == 0)
            return profile;
    }
    return std::nullopt;
}

Expected<wire::Profile> Profiles::save(wire::Profile profile)
{
    if (const auto checked = checkProfile(profile); !checked)
        return tl::unexpected(checked.error());
    if (profile.id.isEmpty())
        profile.id = ServerId{ uuid7(SystemClock().wall()) };
    const auto known = std::ranges::find(m_profiles, profile.id, &wire::Profile::id);
    if (known == m_profiles.end())
        m_profiles.push_back(profile);
    else
        *known = profile;
    if (const auto written = write(); !written)
        return tl::unexpected(written.error());
    Q_EMIT changed();
    return profile;
}

Expected<void> Profiles::remove(const ServerId &id)
{
    if (std::erase_if(m_profiles, [&](const wire::Profile &one) { return one.id == id; }) == 0)
        return fail(Failure::Code::NotFound, u"no such profile"_s);
    auto written = write();
    Q_EMIT changed();
    return written;
}

Expected<void> Profiles::arrange(const std::vector<ServerId> &ids)
{
    const auto before = m_profiles;
    std::ranges::stable_sort(m_profiles, {}, [&ids](const wire::Profile &profile) {
        return std::ranges::find(ids, profile.id) - ids.begin();
    });
    if (m_profiles == before)
        return {};
    auto written = write();
    Q_EMIT changed();
    return written;
}

QString Profiles::fileName() const
{
    return m_settings->fileName();
}

} // namespace fw::settings
