package dev.jamesext.linkage;

import static org.objectweb.asm.Opcodes.ACC_ABSTRACT;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.GETSTATIC;
import static org.objectweb.asm.Opcodes.H_INVOKEINTERFACE;
import static org.objectweb.asm.Opcodes.H_INVOKESTATIC;
import static org.objectweb.asm.Opcodes.INVOKEINTERFACE;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.NOP;
import static org.objectweb.asm.Opcodes.V17;
import static org.objectweb.asm.Opcodes.V18;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/** What {@link PlantedClassesIT} plants in a copy of the built jar. Every plant has a name of its own, so all fit in one copy. */
final class PlantCatalog {

    /**
     * A plant that must be reported.
     *
     * @param plant the file
     * @param finding as it must be printed, word for word
     */
    record Fault(Plant plant, String finding) {}

    private static final String ROOT = "java/lang/Object";
    private static final String MAIL = "org/apache/mailet/Mail";
    private static final String MAIL_ADDRESS = "org/apache/james/core/MailAddress";
    private static final String GENERIC_MAILET = "org/apache/mailet/base/GenericMailet";
    private static final String SESSION = "org/apache/james/protocols/smtp/SMTPSession";
    private static final String EXTENDED_SESSION = "org/apache/james/smtpserver/ExtendedSMTPSession";
    private static final String PRIORITY = "org/apache/james/queue/api/MailPrioritySupport";
    private static final String NETTY_CHILD = "org/apache/james/protocols/netty/AllButStartTlsLineBasedChannelHandler";

    private PlantCatalog() {}

    /** One plant a row, and the finding that names it. */
    static Stream<Fault> faults() {
        return Stream.of(membersThatDiffer(), namespacesThatMoved(), typesKeptAwayFrom(), entriesThatDoNotBelong())
                .flatMap(rows -> rows);
    }

    private static Stream<Fault> membersThatDiffer() {
        return Stream.of(
                new Fault(
                        Plant.calling(
                                "ReadsMessage",
                                INVOKEINTERFACE,
                                MAIL,
                                "getMessage",
                                "()Ljavax/mail/internet/MimeMessage;"),
                        "dev/jamesext/planted/ReadsMessage -> org/apache/mailet/Mail.getMessage()"
                                + "Ljavax/mail/internet/MimeMessage;: no such member in the list of 3.9.0"),
                new Fault(
                        Plant.calling(
                                "MakesAddress",
                                INVOKESPECIAL,
                                MAIL_ADDRESS,
                                "<init>",
                                "(Ljava/lang/String;Lorg/apache/james/core/Domain;)V"),
                        "dev/jamesext/planted/MakesAddress -> org/apache/james/core/MailAddress.<init>"
                                + "(Ljava/lang/String;Lorg/apache/james/core/Domain;)V: no such member in the list of 3.9.0"),
                new Fault(
                        Plant.calling(
                                "AsksOnlyNewJames", INVOKEINTERFACE, SESSION, "disabledFeatures", "()Ljava/util/Set;"),
                        "dev/jamesext/planted/AsksOnlyNewJames -> " + SESSION
                                + ".disabledFeatures()Ljava/util/Set;: no such member in the list of 3.8.1"),
                new Fault(
                        Plant.type(
                                "InheritsOnlyNew",
                                EXTENDED_SESSION,
                                Plant.withCall(
                                        INVOKEVIRTUAL,
                                        "dev/jamesext/planted/InheritsOnlyNew",
                                        "disabledFeatures",
                                        "()Ljava/util/Set;")),
                        "dev/jamesext/planted/InheritsOnlyNew -> dev/jamesext/planted/InheritsOnlyNew"
                                + ".disabledFeatures()Ljava/util/Set;: no such member in the list of 3.8.1"),
                new Fault(
                        Plant.type("RefersByLambda", ROOT, lambdaTo(MAIL, "setMessage", "(Ljava/lang/Object;)V")),
                        "dev/jamesext/planted/RefersByLambda -> org/apache/mailet/Mail.setMessage(Ljava/lang/Object;)V: "
                                + "no such member in the list of 3.8.1, 3.9.0"),
                new Fault(
                        Plant.type(
                                "ReadsField",
                                ROOT,
                                Plant.withCode(
                                        code -> code.visitFieldInsn(GETSTATIC, MAIL, "GHOST", "Ljava/lang/Object;"))),
                        "dev/jamesext/planted/ReadsField -> org/apache/mailet/Mail.GHOST Ljava/lang/Object;: "
                                + "no such member in the list of 3.8.1, 3.9.0"),
                new Fault(
                        Plant.calling("MistakesKind", INVOKEVIRTUAL, MAIL, "getName", "()Ljava/lang/String;"),
                        "dev/jamesext/planted/MistakesKind -> org/apache/mailet/Mail.getName()Ljava/lang/String;: "
                                + "class where an interface is called, or the reverse, in the list of 3.8.1, 3.9.0"),
                new Fault(
                        Plant.calling(
                                "CallsUnlisted", INVOKESTATIC, "org/apache/james/jspf/core/DNSRequest", "x", "()V"),
                        "dev/jamesext/planted/CallsUnlisted -> org/apache/james/jspf/core/DNSRequest: "
                                + "no such class in the list of 3.8.1, 3.9.0"),
                new Fault(
                        Plant.calling("CallsAbsentOfOurs", INVOKESTATIC, "dev/jamesext/smtp/Absent", "x", "()V"),
                        "dev/jamesext/planted/CallsAbsentOfOurs -> dev/jamesext/smtp/Absent: not in the jar"));
    }

    private static Stream<Fault> namespacesThatMoved() {
        return Stream.of(
                new Fault(
                        Plant.type(
                                "Annotated",
                                ROOT,
                                type -> type.visitAnnotation("Ljakarta/inject/Inject;", true)
                                        .visitEnd()),
                        moved("Annotated", "jakarta/inject/Inject")),
                new Fault(
                        Plant.type("Parameter", ROOT, method("(ILjavax/servlet/Filter;[Z)V", null)),
                        moved("Parameter", "javax/servlet/Filter")),
                new Fault(
                        Plant.type("Throws", ROOT, method("()V", null, "javax/mail/MessagingException")),
                        moved("Throws", "javax/mail/MessagingException")),
                new Fault(
                        Plant.type(
                                "Generic",
                                ROOT,
                                method(
                                        "()V",
                                        "<L:Ljava/lang/Object;>(TL;Ljava/util/List<+Ljavax/activation/DataSource;>;)V")),
                        moved("Generic", "javax/activation/DataSource")),
                new Fault(
                        Plant.type("Catches", ROOT, Plant.withCode(PlantCatalog::catchAddressException)),
                        moved("Catches", "javax/mail/internet/AddressException")),
                new Fault(
                        Plant.type(
                                "Component",
                                ROOT,
                                type -> type.visitRecordComponent("hook", "[Ljavax/annotation/PostConstruct;", null)
                                        .visitEnd()),
                        moved("Component", "javax/annotation/PostConstruct")),
                new Fault(
                        Plant.type(
                                "Literal",
                                ROOT,
                                Plant.withCode(
                                        code -> code.visitLdcInsn(Type.getObjectType("[[Ljavax/inject/Provider;")))),
                        moved("Literal", "javax/inject/Provider")));
    }

    private static Stream<Fault> typesKeptAwayFrom() {
        return Stream.of(
                new Fault(
                        Plant.type(
                                "LoadsClasses", ROOT, method("(Lorg/apache/james/utils/ExtendedClassLoader;)V", null)),
                        "dev/jamesext/planted/LoadsClasses -> org/apache/james/utils/ExtendedClassLoader: denied: "
                                + "internals of the loader change in every version"),
                new Fault(
                        Plant.type(
                                "ExtendsAuth", "org/apache/james/protocols/smtp/core/esmtp/AuthCmdHandler", type -> {}),
                        "dev/jamesext/planted/ExtendsAuth -> org/apache/james/protocols/smtp/core/esmtp/AuthCmdHandler: "
                                + "denied: rewritten around SASL mechanisms after 3.9.0; filter its EHLO lines"),
                new Fault(
                        Plant.type(
                                "SetsPriority",
                                ROOT,
                                Plant.withCode(code -> code.visitFieldInsn(
                                        GETSTATIC,
                                        PRIORITY,
                                        "HIGH_PRIORITY_ATTRIBUTE",
                                        "Lorg/apache/mailet/Attribute;"))),
                        "dev/jamesext/planted/SetsPriority -> " + PRIORITY
                                + ".HIGH_PRIORITY_ATTRIBUTE Lorg/apache/mailet/Attribute;: denied: its value changed from "
                                + "0/5/9 to -9/0/9 between 3.8.1 and 3.9.0; read it by reflection"),
                new Fault(
                        Plant.calling("AsksForOAuth", INVOKEINTERFACE, SESSION, "supportsOAuth", "()Z"),
                        "dev/jamesext/planted/AsksForOAuth -> " + SESSION
                                + ".supportsOAuth()Z: denied: after 3.9.0: removed; SASL mechanisms took its place"),
                new Fault(
                        Plant.type(
                                "InheritsOAuth",
                                EXTENDED_SESSION,
                                Plant.withCall(
                                        INVOKEVIRTUAL, "dev/jamesext/planted/InheritsOAuth", "supportsOAuth", "()Z")),
                        "dev/jamesext/planted/InheritsOAuth -> dev/jamesext/planted/InheritsOAuth.supportsOAuth()Z: "
                                + "denied: after 3.9.0: removed; SASL mechanisms took its place"));
    }

    private static Stream<Fault> entriesThatDoNotBelong() {
        return Stream.of(
                new Fault(
                        Plant.bundled("com/google/common/Foo", V17),
                        "com/google/common/Foo.class: bundled outside dev/jamesext/"),
                new Fault(
                        Plant.bundled("META-INF/versions/21/dev/jamesext/Foo", V17),
                        "META-INF/versions/21/dev/jamesext/Foo.class: bundled outside dev/jamesext/"),
                new Fault(
                        Plant.bundled("dev/jamesext/planted/TooNew", V18),
                        "dev/jamesext/planted/TooNew: class file version 62, Java 17 reads up to 61"),
                new Fault(
                        Plant.file("META-INF/services/java.sql.Driver"),
                        "META-INF/services/java.sql.Driver: a service entry would be found by everything in James"),
                new Fault(
                        Plant.file("META-INF/versions/9/module-info.class"),
                        "META-INF/versions/9/module-info.class: a module descriptor; James is class-path software"),
                new Fault(
                        Plant.file("META-INF/MAVEN.RSA"),
                        "META-INF/MAVEN.RSA: a signature that no longer fits the jar"));
    }

    /** Plants that link on every James version. */
    static Stream<Plant> innocents() {
        return Stream.of(
                Plant.calling("ReadsName", INVOKEINTERFACE, MAIL, "getName", "()Ljava/lang/String;"),
                Plant.calling("ParsesAddress", INVOKESPECIAL, MAIL_ADDRESS, "<init>", "(Ljava/lang/String;)V"),
                Plant.calling("ReadsSsl", INVOKEVIRTUAL, "javax/net/ssl/SSLEngine", "beginHandshake", "()V"),
                Plant.calling("AsksObject", INVOKEVIRTUAL, EXTENDED_SESSION, "hashCode", "()I"),
                Plant.type(
                        "CallsInherited",
                        GENERIC_MAILET,
                        Plant.withCall(
                                INVOKEVIRTUAL,
                                "dev/jamesext/planted/CallsInherited",
                                "getInitParameter",
                                "(Ljava/lang/String;)Ljava/lang/String;")),
                Plant.type("NamesInText", ROOT, Plant.withCode(code -> code.visitLdcInsn("javax.mail.Message"))),
                Plant.type("DeclaresDeniedName", EXTENDED_SESSION, type -> {
                    methodNamed("supportsOAuth", "()Z", null).accept(type);
                    Plant.withCall(INVOKEVIRTUAL, "dev/jamesext/planted/DeclaresDeniedName", "supportsOAuth", "()Z")
                            .accept(type);
                }));
    }

    /** Its method, if there is one, comes from Netty. */
    static Plant undecidable() {
        return Plant.calling("AsksNetty", INVOKEVIRTUAL, NETTY_CHILD, "isSharable", "()Z");
    }

    private static String moved(String planted, String type) {
        return "dev/jamesext/planted/" + planted + " -> " + type + ": its namespace differs between James versions";
    }

    private static Consumer<ClassWriter> method(String descriptor, @Nullable String signature, String... exceptions) {
        return methodNamed("planted", descriptor, signature, exceptions);
    }

    private static Consumer<ClassWriter> methodNamed(
            String name, String descriptor, @Nullable String signature, String... exceptions) {
        return type -> type.visitMethod(ACC_PUBLIC | ACC_ABSTRACT, name, descriptor, signature, exceptions)
                .visitEnd();
    }

    private static Consumer<ClassWriter> lambdaTo(String owner, String name, String descriptor) {
        Handle bootstrap = new Handle(
                H_INVOKESTATIC,
                "java/lang/invoke/LambdaMetafactory",
                "metafactory",
                "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;"
                        + "Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodHandle;Ljava/lang/invoke/MethodType;)"
                        + "Ljava/lang/invoke/CallSite;",
                false);
        Type erased = Type.getMethodType("(Ljava/lang/Object;)V");
        Handle target = new Handle(H_INVOKEINTERFACE, owner, name, descriptor, true);
        return Plant.withCode(code -> code.visitInvokeDynamicInsn(
                "accept", "()Ljava/util/function/Consumer;", bootstrap, erased, target, erased));
    }

    private static void catchAddressException(MethodVisitor code) {
        Label start = new Label();
        Label end = new Label();
        code.visitTryCatchBlock(start, end, end, "javax/mail/internet/AddressException");
        code.visitLabel(start);
        code.visitInsn(NOP);
        code.visitLabel(end);
    }
}
