package dev.jamesext.linkage;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * One class file of the jar: what it declares and everything it names (JVMS 4.4).
 *
 * @param name with slashes
 * @param majorVersion of the class file format, 61 for Java 17
 * @param declaration its own members and supertypes
 * @param references all it names, itself included
 */
record JarClass(String name, int majorVersion, TypeDeclaration declaration, Set<Reference> references) {

    /** A class type inside a descriptor or a generic signature. The leftmost {@code L} that fits swallows its whole name. */
    private static final Pattern CLASS_TYPE = Pattern.compile("L((?:[^/;<.:()\\[\\s]+/)+[^/;<.:()\\[\\s]+)[;<.]");

    private static final int TAG_UTF8 = 1;
    private static final int TAG_CLASS = 7;
    private static final int TAG_FIELD = 9;
    private static final int TAG_METHOD = 10;
    private static final int TAG_INTERFACE_METHOD = 11;

    static JarClass read(byte[] file) throws IOException {
        ClassReader reader = new ClassReader(file);
        String name = reader.getClassName();
        Set<Reference> references = new LinkedHashSet<>();
        Set<String> supertypes = new HashSet<>(List.of(reader.getInterfaces()));
        supertypes.add(reader.getSuperName());
        supertypes.forEach(supertype -> references.add(Reference.supertype(name, supertype)));
        addConstantPool(reader, file, references);
        boolean isInterface = (reader.getAccess() & Opcodes.ACC_INTERFACE) != 0;
        TypeDeclaration declaration = new TypeDeclaration(isInterface, supertypes, membersOf(reader));
        return new JarClass(name, reader.readUnsignedShort(6), declaration, references);
    }

    /**
     * Everything that is linked stands in the constant pool: members and classes as such, the types of descriptors,
     * signatures and annotations as text. Text constants of the program stand there too; only one that begins like a
     * descriptor and holds a class in descriptor form could be mistaken for a reference.
     */
    private static void addConstantPool(ClassReader reader, byte[] file, Set<Reference> references) throws IOException {
        String from = reader.getClassName();
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int index = 1; index < reader.getItemCount(); index++) {
            int offset = reader.getItem(index);
            if (offset == 0) {
                // The second slot of a long or a double.
                continue;
            }
            switch (reader.readByte(offset - 1)) {
                case TAG_UTF8 -> addTypes(from, utf8(reader, file, offset), references);
                case TAG_CLASS -> addClass(from, reader.readUTF8(offset, buffer), references);
                case TAG_FIELD -> references.add(member(reader, Reference.Kind.FIELD, offset, buffer));
                case TAG_METHOD -> references.add(member(reader, Reference.Kind.METHOD, offset, buffer));
                case TAG_INTERFACE_METHOD ->
                    references.add(member(reader, Reference.Kind.INTERFACE_METHOD, offset, buffer));
                default -> {
                    // Numbers hold no names; all other constants point to the ones above.
                }
            }
        }
    }

    private static void addClass(String from, String name, Set<Reference> references) {
        if (name.startsWith("[")) {
            addTypes(from, name, references);
        } else {
            references.add(Reference.type(from, name));
        }
    }

    private static void addTypes(String from, String text, Set<Reference> references) {
        if (text.isEmpty() || "L[(<".indexOf(text.charAt(0)) < 0) {
            return;
        }
        Matcher types = CLASS_TYPE.matcher(text);
        while (types.find()) {
            references.add(Reference.type(from, types.group(1)));
        }
    }

    private static Reference member(ClassReader reader, Reference.Kind kind, int offset, char[] buffer) {
        String owner = reader.readClass(offset, buffer);
        int nameAndType = reader.getItem(reader.readUnsignedShort(offset + 2));
        String name = reader.readUTF8(nameAndType, buffer);
        String descriptor = reader.readUTF8(nameAndType + 2, buffer);
        // An array has the methods of Object, and its clone() is known to the JVM itself.
        String declaring = owner.startsWith("[") ? "java/lang/Object" : owner;
        return new Reference(reader.getClassName(), kind, declaring, name, descriptor);
    }

    private static String utf8(ClassReader reader, byte[] file, int offset) throws IOException {
        int length = Short.BYTES + reader.readUnsignedShort(offset);
        return new DataInputStream(new ByteArrayInputStream(file, offset, length)).readUTF();
    }

    private static Set<String> membersOf(ClassReader reader) {
        Set<String> members = new HashSet<>();
        reader.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public @Nullable FieldVisitor visitField(
                            int access,
                            String name,
                            String descriptor,
                            @Nullable String signature,
                            @Nullable Object value) {
                        members.add(name + " " + descriptor);
                        return null;
                    }

                    @Override
                    public @Nullable MethodVisitor visitMethod(
                            int access,
                            String name,
                            String descriptor,
                            @Nullable String signature,
                            String @Nullable [] exceptions) {
                        members.add(name + " " + descriptor);
                        return null;
                    }
                },
                ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return members;
    }
}
