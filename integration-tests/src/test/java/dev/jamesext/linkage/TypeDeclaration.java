package dev.jamesext.linkage;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Type;

/**
 * What one type declares itself; inherited members are found through the supertypes.
 *
 * @param isInterface whether it is an interface
 * @param supertypes superclass and interfaces, with slashes, in no particular order
 * @param members its own members, each as name, blank, descriptor
 */
record TypeDeclaration(boolean isInterface, Set<String> supertypes, Set<String> members) {

    /** Reads a type of the running JDK; empty for any other, so that nothing on our class path can answer for James. */
    static Optional<TypeDeclaration> ofJdk(String name) {
        Class<?> type;
        try {
            type = Class.forName(name.replace('/', '.'), false, ClassLoader.getPlatformClassLoader());
        } catch (ClassNotFoundException e) {
            // Not a JDK type: an answer, not a failure.
            return Optional.empty();
        }
        List<Class<?>> parents = new ArrayList<>(List.of(type.getInterfaces()));
        if (type.getSuperclass() != null) {
            parents.add(type.getSuperclass());
        }
        Set<String> supertypes = new HashSet<>();
        parents.forEach(parent -> supertypes.add(Type.getInternalName(parent)));
        return Optional.of(
                new TypeDeclaration(type.isInterface(), supertypes, Collections.unmodifiableSet(membersOf(type))));
    }

    private static Set<String> membersOf(Class<?> type) {
        Set<String> members = new HashSet<>();
        for (Method method : type.getDeclaredMethods()) {
            members.add(method.getName() + " " + Type.getMethodDescriptor(method));
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            members.add("<init> " + Type.getConstructorDescriptor(constructor));
        }
        for (Field field : type.getDeclaredFields()) {
            members.add(field.getName() + " " + Type.getDescriptor(field.getType()));
        }
        return members;
    }
}
