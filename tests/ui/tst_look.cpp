// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/private_bus.h"

#include "ui/common/look.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusVariant>
#include <QDBusVirtualObject>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace fw;
using namespace fw::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr auto portalName = "org.freedesktop.portal.Desktop"_L1;
constexpr auto portalPath = "/org/freedesktop/portal/desktop"_L1;
constexpr auto settingsInterface = "org.freedesktop.portal.Settings"_L1;
constexpr auto appearance = "org.freedesktop.appearance"_L1;
constexpr auto colorScheme = "color-scheme"_L1;
constexpr auto contrastKey = "contrast"_L1;
constexpr auto barrier = "barrier"_L1; ///< a key that is answered whatever else is not

QVariant wrapped(QVariant value, int times)
{
    for (int i = 0; i < times; ++i)
        value = QVariant::fromValue(QDBusVariant(value));
    return value;
}

/// The desktop portal's Settings on a connection of its own.
class Portal final : public QDBusVirtualObject
{
    Q_OBJECT
public:
    enum class Mood { Answers, Refuses, Silent };

    explicit Portal(const QString &bus)
        : m_connection(QDBusConnection::connectToBus(bus, u"portal"_s))
    {
    }

    bool appear()
    {
        return m_connection.registerVirtualObject(portalPath, this)
            && m_connection.registerService(portalName);
    }
    void vanish()
    {
        m_connection.unregisterService(portalName);
        m_connection.unregisterObject(portalPath);
    }
    void tell(const QString &group, const QString &key, const QVariant &value, int times = 1)
    {
        tellOn(m_connection, group, key, value, times);
    }
    static void tellOn(QDBusConnection connection, const QString &group, const QString &key,
                       const QVariant &value, int times = 1)
    {
        auto signal
            = QDBusMessage::createSignal(portalPath, settingsInterface, u"SettingChanged"_s);
        connection.send(signal << group << key << wrapped(value, times));
    }
    void change(const QString &key, uint value)
    {
        values[key] = value;
        tell(appearance, key, value);
    }
    void answerAtLast()
    {
        for (const QDBusMessage &message : std::exchange(unanswered, {}))
            m_connection.send(answerTo(message));
    }

    Mood mood = Mood::Answers;
    int wraps = 2; ///< of an answer of Read: version 1 wraps twice
    QHash<QString, QVariant> values;
    QList<QDBusMessage> unanswered;
    QStringList asked;

private:
    QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &) override
    {
        if (message.interface() != settingsInterface || message.arguments().size() != 2)
            return false;
        const QString key = message.arguments().constLast().toString();
        if (key != barrier)
            asked << key;
        if (mood == Mood::Silent && key != barrier)
            unanswered << message;
        else
            m_connection.send(answerTo(message));
        return true;
    }
    QDBusMessage answerTo(const QDBusMessage &message) const
    {
        const QString key = message.arguments().constLast().toString();
        if (mood == Mood::Refuses || message.arguments().constFirst() != appearance
            || !values.contains(key))
            return message.createErrorReply(u"org.freedesktop.portal.Error.NotFound"_s,
                                            u"Requested setting not found"_s);
        return message.createReply(
            wrapped(values.value(key), message.member() == "ReadOne"_L1 ? 1 : wraps));
    }

    QDBusConnection m_connection;
};

QPalette plainPalette(bool dark)
{
    return dark ? QPalette(QColor(0x20, 0x20, 0x20)) : QPalette(QColor(0xf0, 0xf0, 0xf0));
}

} // namespace

/// The look against a desktop portal on a bus of this test's own.
class LookTest final : public QObject
{
    Q_OBJECT
public:
    explicit LookTest(test::PrivateBus &bus)
        : m_bus(bus)
    {
    }

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void darkDesktopIsDarkAtStart();
    void changesAreFollowedLive();
    void contrastOneIsHighContrast();
    void noPreferenceLeavesItToThePalette_data();
    void noPreferenceLeavesItToThePalette();
    void unknownValuesAreNoPreference_data();
    void unknownValuesAreNoPreference();
    void valuesAreUnderstoodHoweverWrapped_data();
    void valuesAreUnderstoodHoweverWrapped();
    void refusingPortalLeavesItToThePalette();
    void absentPortalLeavesItToThePalette();
    void portalThatComesLaterIsAsked();
    void silentPortalHoldsNothingUp();
    void lookMayEndBeforeTheAnswer();
    void otherGroupsAndSendersAreIgnored();
    void choiceOfTheUserWins();
    void withoutABusNobodyIsAsked();
    void widgetsFollowALiveChange_data();
    void widgetsFollowALiveChange();

private:
    /// A look that follows the portal, in a system with a plain palette.
    Look &follow(bool darkPalette = false);
    /// Waits until all that was on its way from the portal is here.
    void settle();

    test::PrivateBus &m_bus;
    std::unique_ptr<Portal> m_portal;
    std::unique_ptr<Look> m_look;
};

void LookTest::initTestCase()
{
    QVERIFY2(m_bus.start(), qPrintable(m_bus.trouble()));
    m_portal = std::make_unique<Portal>(m_bus.address());
    QVERIFY(QDBusConnection::sessionBus().isConnected());
}

void LookTest::init()
{
    m_portal->mood = Portal::Mood::Answers;
    m_portal->wraps = 2;
    m_portal->values = { { colorScheme, 0U }, { contrastKey, 0U } };
    m_portal->asked.clear();
    QVERIFY(m_portal->appear());
}

void LookTest::cleanup()
{
    m_look.reset();
    m_portal->unanswered.clear();
    m_portal->vanish();
    settle();
}

Look &LookTest::follow(bool darkPalette)
{
    QApplication::setPalette(plainPalette(darkPalette));
    m_look = std::make_unique<Look>(*qApp);
    m_look->followSystem();
    return *m_look;
}

void LookTest::settle()
{
    auto call
        = QDBusMessage::createMethodCall(portalName, portalPath, settingsInterface, u"Read"_s);
    call << QString(appearance) << QString(barrier);
    const QDBusPendingCallWatcher watcher(QDBusConnection::sessionBus().asyncCall(call));
    const QSignalSpy answered(&watcher, &QDBusPendingCallWatcher::finished);
    QTRY_COMPARE(answered.size(), 1);
    QCoreApplication::processEvents();
}

void LookTest::darkDesktopIsDarkAtStart()
{
    m_portal->values[colorScheme] = 1U;
    const Look &look = follow();
    QCOMPARE(look.scheme(), Scheme::Light); // until the answer is here
    QTRY_COMPARE(look.scheme(), Scheme::Dark);
    QTRY_COMPARE(m_portal->asked, (QStringList{ colorScheme, contrastKey }));
}

void LookTest::changesAreFollowedLive()
{
    m_portal->values[colorScheme] = 1U;
    const Look &look = follow();
    QTRY_COMPARE(look.scheme(), Scheme::Dark);
    const QSignalSpy changed(&look, &Look::changed);
    m_portal->change(colorScheme, 2U);
    QTRY_COMPARE(look.scheme(), Scheme::Light);
    m_portal->change(colorScheme, 1U);
    QTRY_COMPARE(look.scheme(), Scheme::Dark);
    QCOMPARE(changed.size(), 2);
    m_portal->change(colorScheme, 1U);
    settle();
    QCOMPARE(changed.size(), 2); // the same again is no change
}

void LookTest::contrastOneIsHighContrast()
{
    m_portal->values[contrastKey] = 1U;
    const Look &look = follow();
    QTRY_COMPARE(look.scheme(), Scheme::ContrastLight);
    QVERIFY(themeOf(QApplication::palette()).highContrast());
    m_portal->change(colorScheme, 1U);
    QTRY_COMPARE(look.scheme(), Scheme::ContrastDark);
    m_portal->change(contrastKey, 0U);
    QTRY_COMPARE(look.scheme(), Scheme::Dark);
    m_portal->change(contrastKey, 1U);
    QTRY_COMPARE(look.scheme(), Scheme::ContrastDark);
}

void LookTest::noPreferenceLeavesItToThePalette_data()
{
    QTest::addColumn<bool>("darkPalette");
    QTest::newRow("light palette") << false;
    QTest::newRow("dark palette") << true;
}

void LookTest::noPreferenceLeavesItToThePalette()
{
    QFETCH(bool, darkPalette);
    const Scheme own = darkPalette ? Scheme::Dark : Scheme::Light;
    const Scheme other = darkPalette ? Scheme::Light : Scheme::Dark;
    const Look &look = follow(darkPalette);
    settle();
    QCOMPARE(look.scheme(), own);
    m_portal->change(colorScheme, darkPalette ? 2U : 1U);
    QTRY_COMPARE(look.scheme(), other);
    m_portal->change(colorScheme, 0U);
    QTRY_COMPARE(look.scheme(), own);
}

void LookTest::unknownValuesAreNoPreference_data()
{
    QTest::addColumn<QVariant>("value");
    QTest::newRow("later number") << QVariant(3U);
    QTest::newRow("largest number") << QVariant(0xffffffffU);
    QTest::newRow("negative") << QVariant(-1);
    QTest::newRow("text") << QVariant(u"prefer-light"_s);
    QTest::newRow("list") << QVariant(QStringList{ u"2"_s });
    QTest::newRow("half") << QVariant(1.6);
}

void LookTest::unknownValuesAreNoPreference()
{
    QFETCH(QVariant, value);
    m_portal->values = { { colorScheme, value }, { contrastKey, value } };
    const Look &look = follow(true);
    settle();
    QCOMPARE(look.scheme(), Scheme::Dark);
    m_portal->change(colorScheme, 2U);
    QTRY_COMPARE(look.scheme(), Scheme::Light);
    m_portal->tell(appearance, contrastKey, value);
    m_portal->tell(appearance, colorScheme, value);
    QTRY_COMPARE(look.scheme(), Scheme::Dark);
}

void LookTest::valuesAreUnderstoodHoweverWrapped_data()
{
    QTest::addColumn<int>("wraps");
    QTest::newRow("once, as ReadOne") << 1;
    QTest::newRow("twice, as Read") << 2;
    QTest::newRow("three times") << 3;
}

void LookTest::valuesAreUnderstoodHoweverWrapped()
{
    QFETCH(int, wraps);
    m_portal->wraps = wraps;
    m_portal->values = { { colorScheme, 1U }, { contrastKey, 1U } };
    const Look &look = follow();
    QTRY_COMPARE(look.scheme(), Scheme::ContrastDark);
    m_portal->tell(appearance, colorScheme, 2U, wraps);
    QTRY_COMPARE(look.scheme(), Scheme::ContrastLight);
    m_portal->tell(appearance, contrastKey, 0U, wraps);
    QTRY_COMPARE(look.scheme(), Scheme::Light);
}

void LookTest::refusingPortalLeavesItToThePalette()
{
    m_portal->mood = Portal::Mood::Refuses;
    const Look &look = follow(true);
    settle();
    QCOMPARE(m_portal->asked.size(), 2);
    QCOMPARE(look.scheme(), Scheme::Dark);
    m_portal->change(colorScheme, 2U); // refusing is not being deaf for ever
    QTRY_COMPARE(look.scheme(), Scheme::Light);
}

void LookTest::absentPortalLeavesItToThePalette()
{
    m_portal->vanish();
    const Look &look = follow(true);
    settle();
    QCOMPARE(look.scheme(), Scheme::Dark);
    QVERIFY(m_portal->asked.isEmpty());
}

void LookTest::portalThatComesLaterIsAsked()
{
    m_portal->vanish();
    const Look &look = follow();
    settle();
    m_portal->values[colorScheme] = 1U;
    QVERIFY(m_portal->appear());
    QTRY_COMPARE(look.scheme(), Scheme::Dark);
    m_portal->vanish();
    settle();
    QCOMPARE(look.scheme(), Scheme::Dark); // what it said last stays
    m_portal->values[colorScheme] = 2U;
    QVERIFY(m_portal->appear()); // restarted
    QTRY_COMPARE(look.scheme(), Scheme::Light);
    m_portal->change(contrastKey, 1U);
    QTRY_COMPARE(look.scheme(), Scheme::ContrastLight);
}

void LookTest::silentPortalHoldsNothingUp()
{
    m_portal->mood = Portal::Mood::Silent;
    QWidget window;
    window.show();
    const Look &look = follow();
    QVERIFY(m_portal->asked.isEmpty()); // nobody waited for this thread to answer
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QTRY_COMPARE(m_portal->unanswered.size(), 2);
    settle();
    QCOMPARE(look.scheme(), Scheme::Light);
    QCOMPARE(QApplication::palette(), paletteOf(themeOf(Scheme::Light)));
    m_portal->values[colorScheme] = 1U;
    m_portal->answerAtLast();
    QTRY_COMPARE(look.scheme(), Scheme::Dark);
}

void LookTest::lookMayEndBeforeTheAnswer()
{
    m_portal->mood = Portal::Mood::Silent;
    m_portal->values[colorScheme] = 1U;
    follow();
    QTRY_COMPARE(m_portal->unanswered.size(), 2);
    m_look.reset();
    m_portal->answerAtLast();
    m_portal->change(colorScheme, 1U);
    settle();
    QCOMPARE(QApplication::palette(), paletteOf(themeOf(Scheme::Light)));
}

void LookTest::otherGroupsAndSendersAreIgnored()
{
    const Look &look = follow();
    settle();
    const QSignalSpy changed(&look, &Look::changed);
    m_portal->tell(u"org.gnome.desktop.interface"_s, colorScheme, 1U);
    m_portal->tell(u"org.gnome.desktop.interface"_s, colorScheme, u"prefer-dark"_s);
    m_portal->tell(u"org.freedesktop.appearance.more"_s, contrastKey, 1U);
    m_portal->tell(appearance, u"accent-color"_s, 1U);
    m_portal->tell(appearance, u"reduced-motion"_s, 1U);
    auto stranger = QDBusConnection::connectToBus(m_bus.address(), u"stranger"_s);
    Portal::tellOn(stranger, appearance, colorScheme, 1U);
    // The stranger's signal is through the bus once its next call is answered.
    QVERIFY(stranger.registerService(u"io.github.framewatch.stranger"_s));
    settle();
    QDBusConnection::disconnectFromBus(u"stranger"_s);
    QCOMPARE(look.scheme(), Scheme::Light);
    QVERIFY(changed.isEmpty());
}

void LookTest::choiceOfTheUserWins()
{
    m_portal->values[colorScheme] = 1U;
    Look &look = follow();
    QTRY_COMPARE(look.scheme(), Scheme::Dark);
    look.setChoice(LookChoice::Light);
    QCOMPARE(look.scheme(), Scheme::Light);
    const QSignalSpy changed(&look, &Look::changed);
    m_portal->change(colorScheme, 2U);
    m_portal->change(colorScheme, 1U);
    m_portal->change(contrastKey, 1U);
    settle();
    QCOMPARE(look.scheme(), Scheme::Light);
    QVERIFY(changed.isEmpty());
    QCOMPARE(QApplication::palette(), paletteOf(themeOf(Scheme::Light)));
    look.setChoice(LookChoice::Dark);
    QCOMPARE(look.scheme(), Scheme::Dark);
    look.setChoice(LookChoice::System); // what the desktop said meanwhile counts again
    QCOMPARE(look.scheme(), Scheme::ContrastDark);
    look.setChoice(LookChoice::HighContrast);
    m_portal->change(contrastKey, 0U);
    m_portal->change(colorScheme, 2U);
    QTRY_COMPARE(look.scheme(), Scheme::ContrastLight); // bright or dark is still the desktop's
}

void LookTest::withoutABusNobodyIsAsked()
{
    const QByteArray runtime = qgetenv("XDG_RUNTIME_DIR");
    const QTemporaryDir empty;
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    qputenv("XDG_RUNTIME_DIR", empty.path().toUtf8());
    m_portal->values[colorScheme] = 1U;
    const Look &look = follow();
    qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus.address().toUtf8());
    if (runtime.isEmpty())
        qunsetenv("XDG_RUNTIME_DIR");
    else
        qputenv("XDG_RUNTIME_DIR", runtime);
    settle();
    QVERIFY(m_portal->asked.isEmpty());
    QCOMPARE(look.scheme(), Scheme::Light);
}

void LookTest::widgetsFollowALiveChange_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<uint>("value");
    QTest::addColumn<Scheme>("scheme");
    QTest::newRow("dark") << QString(colorScheme) << 1U << Scheme::Dark;
    QTest::newRow("high contrast") << QString(contrastKey) << 1U << Scheme::ContrastLight;
}

void LookTest::widgetsFollowALiveChange()
{
    QFETCH(QString, key);
    QFETCH(uint, value);
    QFETCH(Scheme, scheme);
    const Look &look = follow();
    settle();
    QWidget window;
    QVBoxLayout layout(&window);
    QPushButton button(&window);
    QLineEdit field(&window);
    layout.addWidget(&button);
    layout.addWidget(&field);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    const auto looksLike = [&](Scheme wanted) {
        const Theme &theme = themeOf(wanted);
        const QImage picture = window.grab().toImage();
        const QImage face = button.grab().toImage();
        return window.palette().color(QPalette::Window) == paletteOf(theme).color(QPalette::Window)
            && field.palette().color(QPalette::Text) == theme.text
            && themeOf(button.palette()).scheme == wanted
            && picture.pixelColor(1, 1) == paletteOf(theme).color(QPalette::Window)
            && face.pixelColor(face.rect().center()) == theme.control;
    };
    QVERIFY(looksLike(Scheme::Light));
    m_portal->change(key, value);
    QTRY_COMPARE(look.scheme(), scheme);
    QVERIFY(looksLike(scheme));
    m_portal->change(key, 0U);
    QTRY_COMPARE(look.scheme(), Scheme::Light);
    QVERIFY(looksLike(Scheme::Light));
}

int main(int argc, char **argv)
{
    fw::test::PrivateBus bus;
    const QApplication app(argc, argv);
    LookTest test(bus);
    return QTest::qExec(&test, argc, argv);
}
#include "tst_look.moc"
