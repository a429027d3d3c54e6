package dev.jamesext.linkage;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** A file to be put into a copy of the jar. */
final class Plant {

    private static final String FOLDER = "dev/jamesext/planted/";

    private final String entry;
    private final byte[] content;

    private Plant(String entry, byte[] content) {
        this.entry = entry;
        this.content = content;
    }

    static Plant file(String entry) {
        return new Plant(entry, "planted".getBytes(StandardCharsets.UTF_8));
    }

    /** An empty class under its own name. */
    static Plant bundled(String name, int version) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(version, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", null);
        writer.visitEnd();
        return new Plant(name + ".class", writer.toByteArray());
    }

    /** A class of ours with whatever {@code content} adds to it. */
    static Plant type(String simpleName, String superclass, Consumer<ClassWriter> content) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, FOLDER + simpleName, null, superclass, null);
        content.accept(writer);
        writer.visitEnd();
        return new Plant(FOLDER + simpleName + ".class", writer.toByteArray());
    }

    /** A class of ours with one method that makes one call. */
    static Plant calling(String simpleName, int opcode, String owner, String name, String descriptor) {
        return type(simpleName, "java/lang/Object", withCall(opcode, owner, name, descriptor));
    }

    static Consumer<ClassWriter> withCall(int opcode, String owner, String name, String descriptor) {
        return withCode(
                method -> method.visitMethodInsn(opcode, owner, name, descriptor, opcode == Opcodes.INVOKEINTERFACE));
    }

    /** The instructions are for reading, not for running: nothing puts their operands on the stack. */
    static Consumer<ClassWriter> withCode(Consumer<MethodVisitor> instructions) {
        return writer -> {
            MethodVisitor method = writer.visitMethod(Opcodes.ACC_PUBLIC, "planted", "()V", null, null);
            method.visitCode();
            Label body = new Label();
            method.visitLabel(body);
            instructions.accept(method);
            method.visitInsn(Opcodes.RETURN);
            method.visitMaxs(0, 0);
            method.visitEnd();
        };
    }

    /** Copies the jar and adds the plants to the copy. */
    static void addAll(List<Plant> plants, Path jar, Path copy) throws IOException {
        Files.copy(jar, copy);
        try (FileSystem inside = FileSystems.newFileSystem(URI.create("jar:" + copy.toUri()), Map.of())) {
            for (Plant plant : plants) {
                Path target = inside.getPath(plant.entry);
                if (target.getParent() != null) {
                    Files.createDirectories(target.getParent());
                }
                Files.write(target, plant.content);
            }
        }
    }

    /** The class, with slashes, as findings name it. */
    String name() {
        return entry.replace(".class", "");
    }

    /** Names the row of a table test. */
    @Override
    public String toString() {
        return entry;
    }
}
